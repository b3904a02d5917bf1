import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3'
import type { Target } from './target.ts'

export interface Bucket {
  bucket: string
  /** Before each file's name; empty, or with a slash at its end. */
  prefix: string
  /** Another service than Amazon's. */
  endpoint: string | null
  region: string | null
}

/** Hosts and caches ask again soon: a mirror is read when the page itself can't be. */
const caching = 'public, max-age=0, s-maxage=30, stale-if-error=86400'

/** A bucket of S3 or of what speaks like it. The keys come from where Amazon's own tools take them. */
export function bucketTarget({ bucket, prefix, endpoint, region }: Bucket): Target {
  const options: S3ClientConfig = {
    maxAttempts: 3,
    ...(region ? { region } : endpoint ? { region: 'us-east-1' } : {}),
    // Other services know no address of a bucket's own, and not all of them Amazon's newer checksums.
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    requestChecksumCalculation: 'WHEN_REQUIRED',
  }
  const client = new S3Client(options)
  const at = (file: string) => ({ Bucket: bucket, Key: prefix + file })
  return {
    name: `s3://${bucket}/${prefix}`,
    write: async (file, body, type) => {
      const put = { ...at(file), Body: body, ContentType: type, CacheControl: caching }
      await client.send(new PutObjectCommand(put))
    },
    remove: async (file) => {
      await client.send(new DeleteObjectCommand(at(file)))
    },
    read: async (file) => {
      try {
        const { Body } = await client.send(new GetObjectCommand(at(file)))
        return Body ? Buffer.from(await Body.transformToByteArray()) : null
      } catch (error) {
        if (error instanceof NoSuchKey) return null
        throw error
      }
    },
  }
}
