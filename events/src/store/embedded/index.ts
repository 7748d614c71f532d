export { startCluster, type Cluster, type ClusterOptions } from './cluster.ts';
export { isAlive, readPostmaster, stopPostmaster, type Postmaster } from './postmaster.ts';
