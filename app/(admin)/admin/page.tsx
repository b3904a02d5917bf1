import { connection as requestTime } from 'next/server'

export default async function AdminHome() {
  await requestTime()
  return <main className="p-5">Admin</main>
}
