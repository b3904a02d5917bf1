/** The same as files for programs and for spreadsheets. */
export function FigureFiles({
  subject,
  period,
}: {
  subject: { component: string } | { group: string }
  period: string
}) {
  const query = new URLSearchParams({ ...subject, period }).toString()
  return (
    <ul className="flex flex-wrap gap-x-6" role="list">
      <li>
        <a className="inline-flex min-h-11 items-center" href={`/api/candor/uptime.json?${query}`}>
          All of this as JSON
        </a>
      </li>
      <li>
        <a className="inline-flex min-h-11 items-center" href={`/api/candor/uptime.csv?${query}`}>
          All of this as CSV
        </a>
      </li>
    </ul>
  )
}
