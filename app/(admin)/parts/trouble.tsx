/** What the admin area says while the database can’t be used; the edge turns its mark into the status 503. */
export function Trouble() {
  return (
    <div className="mt-10 max-w-[46rem]">
      <meta name="candor:status" content="503" />
      <h1 className="text-title leading-tight font-bold tracking-tight">The database can’t be used right now</h1>
      <p className="mt-4">
        Nothing can be read or saved here until it is back. The public page goes on showing what it last knew, and says
        as of when.
      </p>
      <p className="mt-3">
        Candor looks for the database each second and goes on by itself: load this page again in a moment. If this
        stays, tell whoever runs this server to look at the log and at the data folder.
      </p>
      <p className="mt-6">
        <a href="/admin">Load the admin area again</a>
      </p>
    </div>
  )
}
