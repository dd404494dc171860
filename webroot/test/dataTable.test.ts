import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '../src/live/api'
import DataTable from '../src/ui/DataTable.vue'
import type { Column } from '../src/ui/table'

interface Row {
  id: number
  name: string
}
const columns: Column<Row>[] = [
  { key: 'id', label: 'Id', align: 'right' },
  { key: 'name', label: 'Name' },
]
const list = (count: number): Row[] => Array.from({ length: count }, (_, id) => ({ id, name: `row ${id}` }))
const table = (props: Record<string, unknown>) =>
  mount(DataTable<Row>, {
    props: { label: 'Things', rows: list(3), columns, rowKey: (row: Row) => row.id, ...props } as never,
    slots: { empty: 'Nothing here.' },
  })
const ids = (wrapper: ReturnType<typeof table>): string[] => wrapper.findAll('tbody tr td:first-child').map((td) => td.text())

beforeEach(() => localStorage.clear())
afterEach(() => vi.restoreAllMocks())

describe('a table', () => {
  it('sorts by a click, the other way by the next, and not at all by the third', async () => {
    const wrapper = table({})
    const header = wrapper.get('thead th button')
    await header.trigger('click')
    expect(ids(wrapper)).toEqual(['2', '1', '0'])
    expect(wrapper.get('thead th').attributes('aria-sort')).toBe('descending')
    await header.trigger('click')
    expect(ids(wrapper)).toEqual(['0', '1', '2'])
    expect(wrapper.get('thead th').attributes('aria-sort')).toBe('ascending')
    await header.trigger('click')
    expect(wrapper.get('thead th').attributes('aria-sort')).toBe('none')
  })

  it('filters, and says so where nothing is left', async () => {
    const wrapper = table({})
    await wrapper.get('input[type=search]').setValue('row 1')
    expect(ids(wrapper)).toEqual(['1'])
    expect(wrapper.get('[data-testid=row-count]').text()).toBe('1 of 3 rows')
    await wrapper.get('input[type=search]').setValue('zebra')
    expect(wrapper.text()).toContain('No row with “zebra”.')
  })

  it('draws only the rows in sight of a long list, and tells readers how many there are', () => {
    const wrapper = table({ rows: list(5_000) })
    expect(wrapper.findAll('tbody tr[data-testid=row]').length).toBeLessThan(60)
    expect(wrapper.get('table').attributes('aria-rowcount')).toBe('5001')
  })

  it('keeps the choice of columns', async () => {
    const wrapper = table({})
    await wrapper.findAll('button').find((each) => each.text().includes('Columns'))!.trigger('click')
    await wrapper.findAll('input[type=checkbox]')[0]!.trigger('change')
    expect(wrapper.findAll('thead th').map((th) => th.text())).toEqual(['Name'])
    expect(table({}).findAll('thead th').map((th) => th.text())).toEqual(['Name'])
  })

  it('shows what is empty, what is loading and what went wrong', async () => {
    expect(table({ rows: [] }).text()).toContain('Nothing here.')
    expect(table({ rows: undefined }).find('[aria-busy=true]').exists()).toBe(true)
    const wrapper = table({ rows: undefined, problem: new Problem('Broken', 'It broke.', 500, 'abc') })
    expect(wrapper.text()).toContain('It broke.')
    await wrapper.findAll('button').at(-1)!.trigger('click')
    expect(wrapper.emitted('retry')).toHaveLength(1)
  })

  it('asks for more rows at the end of what is loaded', async () => {
    const wrapper = table({ complete: false })
    await wrapper.findAll('button').find((each) => each.text() === 'Load more')!.trigger('click')
    expect(wrapper.emitted('more')).toHaveLength(1)
  })

  it('lets a row be chosen by pointer and by Enter', async () => {
    const wrapper = table({ clickable: true })
    const row = wrapper.get('tbody tr')
    await row.trigger('click')
    await row.trigger('keydown', { key: 'Enter' })
    expect(wrapper.emitted('choose')).toEqual([[{ id: 0, name: 'row 0' }], [{ id: 0, name: 'row 0' }]])
  })

  it('exports everything that the filter matches, not only what is loaded', async () => {
    const texts: Blob[] = []
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      texts.push(blob as Blob)
      return 'blob:here'
    })
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {})
    const wrapper = table({ exportRows: () => Promise.resolve(list(12)) })
    await wrapper.get('input[type=search]').setValue('row 1')
    await wrapper.findAll('button').find((each) => each.text().includes('Export'))!.trigger('click')
    await wrapper.findAll('button').find((each) => each.text() === 'CSV')!.trigger('click')
    await flushPromises()
    expect(await texts[0]!.text()).toBe('Id,Name\r\n1,row 1\r\n10,row 10\r\n11,row 11\r\n')
  })
})
