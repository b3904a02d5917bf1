/** What stands where nothing is: it says so and leads on. The edge turns the mark into the status 404. */
export function Missing({ title, text }: { title: string; text: string }) {
  return (
    <div className="mt-10 max-w-[46rem]">
      <meta name="candor:status" content="404" />
      <h1 className="text-title leading-tight font-bold tracking-tight">{title}</h1>
      <p className="mt-4">{text}</p>
      <ul className="mt-6 flex flex-wrap gap-x-6" role="list">
        {[
          ['/admin', 'What is open now'],
          ['/admin/incidents', 'All incidents'],
          ['/admin/components', 'Components'],
        ].map(([href, label]) => (
          <li key={href}>
            <a href={href} className="inline-flex min-h-11 items-center">
              {label}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
