export type ClusterOptions = {
  /** Holds the data, its secrets and the log; made when missing. */
  readonly dataDir: string;
  /** Port of the loopback; a free one when absent or taken. */
  readonly port?: number;
  /** Server settings that differ from the usual ones. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly onEvent?: (text: string) => void;
};

export type Cluster = {
  readonly port: number;
  readonly dataDir: string;
  /** Owns the database; may create others. */
  readonly ownerUrl: string;
  /** The application's log-in role. */
  readonly url: string;
  /** Process id of the server, undefined between a death and the next start. */
  pid(): number | undefined;
  /** Kills the server the hard way; it is started again by itself. */
  kill9(): void;
  /** Waits until the server accepts connections. */
  ready(timeoutMs?: number): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
};

export function startCluster(options: ClusterOptions): Promise<Cluster>;
