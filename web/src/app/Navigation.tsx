import { useEffect, useState } from 'react'
import { Menu, SegmentedControl, UnstyledButton } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useRouterState } from '@tanstack/react-router'
import type { Net } from '~/api/types'
import { complain } from '~/ui/feedback'
import { words } from '~/ui/format'
import { Icon } from '~/ui/icons'
import { LINKS, SIDES, sideOf, type NavLink, type Side } from './links'
import { useMay } from './permissions'
import { useProducts } from './product'
import { signOut } from './session'

/** The links of a side, the switch between the sides and between the products of networks, and oneself. */
export function Navigation({ user, label }: { user: Net['User']; label: string }) {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const [side, setSide] = useState<Side>(sideOf(path) ?? 'net')
  const may = useMay()
  useEffect(() => setSide((previous) => sideOf(path) ?? previous), [path])
  const links = (all: NavLink[]) => all.filter((one) => one.needs === undefined || may(one.needs))
  return (
    <nav className="nav" aria-label={label}>
      <NavList links={links(LINKS.all)} />
      <div className="nav-switch">
        <SegmentedControl
          fullWidth
          aria-label="What is scanned"
          value={side}
          onChange={(value) => setSide(value as Side)}
          data={SIDES.map((one) => ({ value: one.value, label: one.label }))}
        />
        {side === 'net' && <ProductMenu />}
      </div>
      <NavList links={links(LINKS[side])} />
      <hr />
      <NavList links={links(LINKS.end)} />
      <Me user={user} />
    </nav>
  )
}

function NavList({ links }: { links: NavLink[] }) {
  return (
    <ul>
      {links.map((one) => (
        <li key={one.to}>
          <Link to={one.to as never} activeOptions={{ exact: one.to === '/' }} className="nav-link" activeProps={{ 'aria-current': 'page' }}>
            <Icon name={one.icon} />
            {one.label}
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** The product that the network API answers for; the web side has only one. */
function ProductMenu() {
  const { products, choose } = useProducts()
  const active = products.find((one) => one.active)
  if (products.length < 2) return null
  return (
    <Menu width={280} position="bottom-start">
      <Menu.Target>
        <UnstyledButton className="product" aria-label={`Product: ${active?.name ?? 'none'}. Change`}>
          <span>
            <span className="quiet small">Product</span> {active?.name ?? 'choose one'}
          </span>
          <Icon name="down" size={14} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {products.map((one) => (
          <Menu.Item
            key={one.code}
            leftSection={one.active ? <Icon name="check" size={14} /> : <span className="blank" />}
            onClick={() => void choose(one).catch(complain)}
          >
            {one.name}
            <span className="quiet small block">{one.description}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function Me({ user }: { user: Net['User'] }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  async function leave(): Promise<void> {
    await signOut()
    client.clear()
    await navigate({ to: '/sign-in' })
  }
  return (
    <div className="me">
      <span className="clip">
        <b>{`${user.first_name} ${user.last_name}`.trim() || user.email}</b>
        <br />
        <span className="quiet small">{words(user.role)}</span>
      </span>
      <UnstyledButton className="nav-link" onClick={() => void leave().catch(complain)}>
        <Icon name="out" />
        Sign out
      </UnstyledButton>
    </div>
  )
}
