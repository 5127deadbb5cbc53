// The pages to look at. Those of single things are found through the API.
export async function pages(browser, run, ui, signIn) {
  const first = [{ name: 'sign-in', path: '/sign-in', public: true }]
  await signIn()
  const ask = (path, pick) => run(browser, `fetch('${path}').then((r) => r.json()).then((d) => (${pick})(d)).catch(() => null)`)
  const net = '(d) => d.data[0]?.attributes.id ?? null'
  const web = '(d) => d.results[0]?.id ?? null'
  const netTarget = await ask('/v2/targets?per_page=1', net)
  const netScan = await ask('/v2/scans?per_page=1&sort_by=created_at:desc', net)
  const netFinding = await ask('/v2/vulnerabilities?per_page=1&sort_by=severity:desc', net)
  const schedule = await ask('/v2/schedules?per_page=1', net)
  const webTarget = await ask('/targets/?length=1', web)
  const webScan = await ask('/scans/?length=1', web)
  const webFinding = await ask('/findings/?length=1&ordering=-severity', "(d) => d.results[0] ? d.results[0].target.id + '-' + d.results[0].id : null")
  const row = "document.querySelector('tr[data-open]')?.click()"
  const key = "document.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true }))"
  const menu = "document.querySelector('[aria-label=\"Open navigation\"]')?.click()"
  const single = [
    netTarget && { name: 'net-target', path: `/net/targets/${netTarget}` },
    netTarget && { name: 'net-wizard-profile', path: `/net/scans/new?target=${netTarget}` },
    netScan && { name: 'net-scan', path: `/net/scans/${netScan}` },
    netScan && { name: 'net-scan-hosts', path: `/net/scans/${netScan}?tab=hosts` },
    netScan && { name: 'net-scan-coverage', path: `/net/scans/${netScan}?tab=coverage` },
    netScan && { name: 'net-scan-log', path: `/net/scans/${netScan}?tab=log` },
    netScan && { name: 'net-scan-runs', path: `/net/scans/${netScan}?tab=runs` },
    netFinding && { name: 'net-finding', path: `/net/findings?finding=${netFinding}` },
    schedule && { name: 'net-schedule', path: `/net/schedules/${schedule}` },
    webTarget && { name: 'web-target', path: `/web/targets/${webTarget}` },
    webTarget && { name: 'web-target-general', path: `/web/targets/${webTarget}?tab=general` },
    webTarget && { name: 'web-target-scope', path: `/web/targets/${webTarget}?tab=scope` },
    webTarget && { name: 'web-target-logins', path: `/web/targets/${webTarget}?tab=logins` },
    webTarget && { name: 'web-wizard-profile', path: `/web/scans/new?target=${webTarget}` },
    webScan && { name: 'web-scan', path: `/web/scans/${webScan}` },
    webScan && { name: 'web-scan-coverage', path: `/web/scans/${webScan}?tab=coverage` },
    webScan && { name: 'web-scan-report', path: `/web/scans/${webScan}?tab=report` },
    webFinding && { name: 'web-finding', path: `/web/findings?finding=${webFinding}` },
  ]
  return [
    ...first,
    { name: 'dashboard', path: '/' },
    { name: 'palette', path: '/', then: key },
    { name: 'menu', path: '/', then: menu },
    { name: 'net-targets', path: '/net/targets' },
    { name: 'net-target-new', path: '/net/targets/new' },
    { name: 'net-scans', path: '/net/scans' },
    { name: 'net-wizard', path: '/net/scans/new' },
    { name: 'net-findings', path: '/net/findings' },
    { name: 'net-findings-none', path: '/net/findings?name=nothing-of-that-name' },
    { name: 'net-schedules', path: '/net/schedules' },
    { name: 'net-schedule-new', path: '/net/schedules/new' },
    { name: 'net-reports', path: '/net/reports' },
    { name: 'net-report', path: '/net/reports', then: row },
    { name: 'net-port-lists', path: '/net/port_lists' },
    { name: 'web-targets', path: '/web/targets' },
    { name: 'web-target-new', path: '/web/targets/new' },
    { name: 'web-scans', path: '/web/scans' },
    { name: 'web-findings', path: '/web/findings' },
    { name: 'web-schedules', path: '/web/schedules' },
    { name: 'web-reports', path: '/web/reports' },
    { name: 'profiles', path: '/profiles' },
    { name: 'audit', path: '/audit' },
    { name: 'organization', path: '/organization' },
    { name: 'users', path: '/organization?tab=users' },
    { name: 'profile', path: '/profile' },
    { name: 'not-found', path: '/nowhere' },
    ...single.filter(Boolean),
  ]
}
