import { encode } from 'uqr'

/** Light modules around the code, without which a camera does not find it (ISO/IEC 18004 asks for four). */
const quietModules = 4

/** The key as a QR code: one path on white, dark on light in both colour schemes, as cameras expect. */
export function KeyPicture({ address }: { address: string }) {
  const { data, size } = encode(address, { ecc: 'M', border: 0 })
  const width = size + 2 * quietModules
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + quietModules} ${y + quietModules}h1v1h-1z` : '')))
    .join('')
  return (
    <svg
      role="img"
      aria-label="QR code of the key, for your authenticator"
      viewBox={`0 0 ${width} ${width}`}
      shapeRendering="crispEdges"
      className="size-56 flex-none rounded-control border border-line"
    >
      <rect width={width} height={width} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
