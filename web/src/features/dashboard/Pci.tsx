import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useProducts } from '~/app/product'
import { StatusBadge } from '~/ui/Badges'
import { complain } from '~/ui/feedback'
import { relative } from '~/ui/format'
import { Card } from '~/ui/Page'
import { Await } from '~/ui/States'
import { compliance, EVERY } from './queries'

/** Which PCI scans pass. */
export function Pci() {
  const query = useQuery({ ...compliance, refetchInterval: EVERY * 10 })
  return (
    <Card title="PCI DSS" aside={query.data !== undefined && query.data.pass + query.data.fail > 0 && <Verdict {...query.data} />}>
      <Await query={query} lines={3}>
        {({ pass, fail, scans }) =>
          pass + fail === 0 ? (
            <None />
          ) : (
            <ul className="plain-list stack tight">
              {scans.slice(0, 6).map((one) => (
                <li key={one.id} className="verdict">
                  <Link to="/net/scans/$id" params={{ id: one.id }} className="break">
                    {one.name}
                  </Link>
                  {one.finished_at && <span className="quiet small nowrap">{relative(one.finished_at)}</span>}
                  {!one.compliance ? <span className="badge tone-idle">No verdict</span> : <StatusBadge status={one.compliance} />}
                </li>
              ))}
            </ul>
          )
        }
      </Await>
    </Card>
  )
}

/** No verdicts: because there are none, or because another product is chosen. */
function None() {
  const { products, choose } = useProducts()
  const pci = products.find((one) => one.code === 'pci')
  if (pci === undefined) return <p className="quiet prose">The organization has no PCI scanning.</p>
  if (pci.active) return <p className="quiet prose">No verdict yet. Scan what handles card data: whether it passes shows here.</p>
  return (
    <>
      <p className="quiet prose">Verdicts show while the product “{pci.name}” is chosen.</p>
      <div className="row">
        <Button size="xs" variant="default" onClick={() => void choose(pci).catch(complain)}>
          Choose {pci.name}
        </Button>
      </div>
    </>
  )
}

function Verdict({ pass, fail, unknown }: { pass: number; fail: number; unknown: number }) {
  return (
    <span className="small quiet">
      {pass} passed, {fail} failed{unknown > 0 && `, ${unknown} without a verdict`}
    </span>
  )
}
