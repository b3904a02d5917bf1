/** Where a static site is written to. Every file appears whole or not at all. */
export interface Target {
  /** The folder or bucket, as it was named. */
  name: string
  write: (file: string, body: Buffer, type: string) => Promise<void>
  remove: (file: string) => Promise<void>
  /** Null where there is no such file. */
  read: (file: string) => Promise<Buffer | null>
}
