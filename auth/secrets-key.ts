import { config } from '#config'
import { dataFiles, readOrMakeKey } from '#db/data-folder'

/** The installation's own key, 32 bytes in base64: what seals secrets in the database, and signs subscribers' links. */
export function secretsKey(): string {
  const { secretsKey: given, dataDir } = config()
  return given ?? readOrMakeKey(dataFiles(dataDir).secretsKey)
}
