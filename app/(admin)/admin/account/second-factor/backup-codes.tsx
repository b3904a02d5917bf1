/** The codes as they are read off, printed or copied. */
export function BackupCodes({ codes }: { codes: readonly string[] }) {
  return (
    <ul
      role="list"
      aria-label="Backup codes"
      className="mt-3 grid grid-cols-2 gap-x-6 gap-y-1 font-mono sm:grid-cols-3"
    >
      {codes.map((code) => (
        <li key={code}>{code}</li>
      ))}
    </ul>
  )
}
