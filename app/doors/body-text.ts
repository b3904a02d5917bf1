/** A request's body; null where it is larger than what is taken in, however it says its length. */
export async function readBytes(request: Request, mostBytes: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) return null
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = request.body?.getReader()
  for (;;) {
    const part = await reader?.read()
    if (!part?.value) return Buffer.concat(chunks)
    length += part.value.byteLength
    if (length > mostBytes) {
      await reader?.cancel()
      return null
    }
    chunks.push(part.value)
  }
}

/** The same as text. */
export async function readBody(request: Request, mostBytes: number): Promise<string | null> {
  const bytes = await readBytes(request, mostBytes)
  return bytes && new TextDecoder().decode(bytes)
}
