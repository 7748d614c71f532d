import { prefixed, type Sha256 } from './leaf.ts';

interface Peak {
  readonly hash: Uint8Array;
  readonly leaves: number;
}

/** A Merkle tree of RFC 9162 that grows leaf by leaf. It keeps the roots of its whole subtrees only, so a log of any length fits. */
export class GrowingTree {
  readonly #sha256: Sha256;
  readonly #peaks: Peak[] = [];
  #size = 0;

  constructor(sha256: Sha256) {
    this.#sha256 = sha256;
  }

  /** How many leaves it has. */
  get size(): number {
    return this.#size;
  }

  /** Puts a leaf, hashed already, behind the others. */
  add(leaf: Uint8Array): void {
    let grown: Peak = { hash: leaf, leaves: 1 };
    for (let left = this.#peaks.at(-1); left?.leaves === grown.leaves; left = this.#peaks.at(-1)) {
      grown = { hash: this.#node(left.hash, grown.hash), leaves: left.leaves * 2 };
      this.#peaks.pop();
    }
    this.#peaks.push(grown);
    this.#size += 1;
  }

  /** The root of the leaves so far; of none it is the hash of nothing. */
  root(): Uint8Array {
    const hashes = this.#peaks.map(({ hash }) => hash);
    return hashes.length === 0
      ? this.#sha256(new Uint8Array())
      : hashes.reduceRight((right, left) => this.#node(left, right));
  }

  #node(left: Uint8Array, right: Uint8Array): Uint8Array {
    return this.#sha256(prefixed(0x01, left, right));
  }
}
