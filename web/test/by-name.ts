import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Runs files in the order of their paths: stories that share one copy of the product meet it in the same state everywhere. */
export class ByName extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files.toSorted((a, b) => (a.moduleId < b.moduleId ? -1 : 1)));
  }
}
