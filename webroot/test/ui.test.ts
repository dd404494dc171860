import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { agentWords } from '../src/account/agent'
import { strengthOf } from '../src/account/strength'
import { lookOf } from '../src/look'
import { ruleLine } from '../src/overview/risk'
import { matching, type Command } from '../src/shell/commands'
import Card from '../src/ui/Card.vue'
import Choice from '../src/ui/Choice.vue'
import Combobox from '../src/ui/Combobox.vue'
import ConfirmHold from '../src/ui/ConfirmHold.vue'
import DateRange from '../src/ui/DateRange.vue'
import Field from '../src/ui/Field.vue'
import Meter from '../src/ui/Meter.vue'
import PriceText from '../src/ui/PriceText.vue'
import ScoreBadge from '../src/ui/ScoreBadge.vue'
import Stat from '../src/ui/Stat.vue'
import Switch from '../src/ui/Switch.vue'
import Tabs from '../src/ui/Tabs.vue'
import { dismiss, toast, toasts } from '../src/ui/toast'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('hold to confirm', () => {
  const button = () => mount(ConfirmHold, { props: { label: 'Halt', effect: 'No new position.' } })

  it('does nothing at a click, and asks', async () => {
    const wrapper = button()
    await wrapper.get('button').trigger('pointerdown', { button: 0 })
    vi.advanceTimersByTime(200)
    await wrapper.get('button').trigger('pointerup')
    await wrapper.get('button').trigger('click')
    expect(wrapper.emitted('confirm')).toBeUndefined()
  })

  it('confirms after a second, once, and not again by the click that ends it', async () => {
    const wrapper = button()
    await wrapper.get('button').trigger('pointerdown', { button: 0 })
    vi.advanceTimersByTime(1_000)
    await wrapper.get('button').trigger('pointerup')
    await wrapper.get('button').trigger('click')
    vi.advanceTimersByTime(5_000)
    expect(wrapper.emitted('confirm')).toHaveLength(1)
  })

  it('lets go when the pointer leaves', async () => {
    const wrapper = button()
    await wrapper.get('button').trigger('pointerdown', { button: 0 })
    await wrapper.get('button').trigger('pointerleave')
    vi.advanceTimersByTime(5_000)
    expect(wrapper.emitted('confirm')).toBeUndefined()
  })
})

describe('tabs and choices', () => {
  it('move with the arrows and have one stop of the tab key', async () => {
    const tabs = [
      { id: 'a', label: 'A' },
      { id: 'b', label: 'B' },
    ] as const
    const wrapper = mount(Tabs<'a' | 'b'>, { props: { tabs, label: 'Letters', panel: 'p', modelValue: 'a' } as never })
    expect(wrapper.findAll('[role=tab]').map((tab) => tab.attributes('tabindex'))).toEqual(['0', '-1'])
    await wrapper.get('[role=tablist]').trigger('keydown', { key: 'ArrowLeft' })
    expect(wrapper.emitted('update:modelValue')).toEqual([['b']])
  })

  it('choose the next of a radio group with an arrow, round the end', async () => {
    const props = { label: 'Theme', options: ['dark', 'light'], modelValue: 'light' }
    const wrapper = mount(Choice<string>, { props: props as never })
    await wrapper.get('[role=radiogroup]').trigger('keydown', { key: 'ArrowRight' })
    expect(wrapper.emitted('update:modelValue')).toEqual([['dark']])
  })

  it('say whether a switch is on', async () => {
    const wrapper = mount(Switch, { props: { label: 'Only blocked', modelValue: false } })
    expect(wrapper.get('[role=switch]').attributes('aria-checked')).toBe('false')
    await wrapper.get('button').trigger('click')
    expect(wrapper.emitted('update:modelValue')).toEqual([[true]])
  })
})

describe('a combobox', () => {
  const options = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'].map((value) => ({ value, label: value }))

  it('offers what matches and takes it with Enter', async () => {
    const wrapper = mount(Combobox, { props: { label: 'Symbol', options, modelValue: 'BTCUSDT' } })
    await wrapper.get('input').setValue('sol')
    expect(wrapper.findAll('[role=option]').map((each) => each.text())).toEqual(['SOLUSDT'])
    await wrapper.get('input').trigger('keydown', { key: 'Enter' })
    expect(wrapper.emitted('update:modelValue')).toEqual([['SOLUSDT']])
  })

  it('falls back to what was chosen when it is left with something unknown', async () => {
    const wrapper = mount(Combobox, { props: { label: 'Symbol', options, modelValue: 'BTCUSDT' } })
    await wrapper.get('input').setValue('zzz')
    await wrapper.get('input').trigger('blur')
    expect(wrapper.get('input').element.value).toBe('BTCUSDT')
    expect(wrapper.emitted('update:modelValue')).toBeUndefined()
  })
})

describe('a range of times', () => {
  it('counts its shortcuts back from market time, to the minute', async () => {
    const props = { label: 'Time', nowMs: Date.parse('2026-11-21T06:23:35Z'), from: undefined, to: undefined }
    const wrapper = mount(DateRange, { props })
    await wrapper.findAll('button')[1]!.trigger('click')
    expect(wrapper.emitted('update:from')).toEqual([[Date.parse('2026-11-20T06:23:00Z')]])
  })

  it('says when it ends before it begins', () => {
    const wrapper = mount(DateRange, { props: { label: 'Time', nowMs: 0, from: 2_000_000, to: 1_000_000 } })
    expect(wrapper.get('[role=alert]').text()).toBe('The start is not before the end.')
  })
})

describe('a field', () => {
  it('ties its error to itself', () => {
    const wrapper = mount(Field, { props: { label: 'E-mail', modelValue: '', error: 'Not an address.' } })
    const input = wrapper.get('input')
    expect(input.attributes('aria-invalid')).toBe('true')
    expect(wrapper.get(`[id="${input.attributes('aria-describedby')}"]`).text()).toBe('Not an address.')
    expect(wrapper.get('label').attributes('for')).toBe(input.attributes('id'))
  })
})

describe('figures', () => {
  it('colour only the digits that changed', async () => {
    const wrapper = mount(PriceText, { props: { text: '96,490.8', value: 96490.8 } })
    expect(wrapper.find('.text-up').exists()).toBe(false)
    await wrapper.setProps({ text: '96,491.2', value: 96491.2 })
    expect(wrapper.get('.text-up').text()).toBe('1.2')
    expect(wrapper.text()).toBe('96,491.2')
  })

  it('have their name, unit and note beside them', () => {
    const wrapper = mount(Stat, { props: { label: 'Equity', value: '10,482.17', unit: 'USDT', note: 'paper' } })
    expect(wrapper.text()).toBe('Equity10,482.17USDTpaper')
  })

  it('never draw a meter beyond its ends', () => {
    const width = (share: number): string =>
      mount(Meter, { props: { share, tone: 'bg-up' } }).get('span > span').attributes('style') ?? ''
    expect([width(-1), width(0.5), width(7)]).toEqual(['width: 0%;', 'width: 50%;', 'width: 100%;'])
  })

  it('give a score its sign and keep the colour for those that count', () => {
    const weak = mount(ScoreBadge, { props: { score: 34, side: -1, strong: false } })
    expect([weak.text(), weak.classes('bg-raised')]).toEqual(['−34', true])
    expect(mount(ScoreBadge, { props: { score: 84, side: 1, strong: true } }).classes('bg-up-soft')).toBe(true)
  })
})

describe('a card', () => {
  it('keeps what breaks inside it to itself, and can be tried again', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    let broken = true
    const Part = defineComponent(() => () => {
      if (broken) throw new Error('no such thing')
      return h('p', 'all is well')
    })
    const wrapper = mount(Card, { props: { title: 'Signals' }, slots: { default: () => h(Part) } })
    await wrapper.vm.$nextTick()
    expect(wrapper.text()).toContain('no such thing')
    broken = false
    await wrapper.get('button:last-of-type').trigger('click')
    expect(wrapper.text()).toContain('all is well')
    vi.restoreAllMocks()
  })

  it('says how old its values are, and hatches them when they are very old', () => {
    const classes = (ageMs: number): string[] => mount(Card, { props: { title: 'Tape', ageMs, periodMs: 1000 } }).classes()
    expect(classes(2_000)).not.toContain('is-stale')
    expect(classes(4_000)).toContain('is-stale')
    expect(classes(4_000)).not.toContain('is-dead')
    expect(classes(31_000)).toContain('is-dead')
  })
})

describe('toasts', () => {
  it('go by themselves, and are never more than three', () => {
    for (const text of ['a', 'b', 'c', 'd']) toast(text)
    expect(toasts.value.map((each) => each.text)).toEqual(['b', 'c', 'd'])
    dismiss(toasts.value[0]!.id)
    vi.advanceTimersByTime(10_000)
    expect(toasts.value).toEqual([])
  })
})

describe('the palette', () => {
  const command = (group: string, name: string, words = ''): Command => ({ group, name, words, icon: Card, run: () => {} })
  const commands = [command('Pages', 'Chart'), command('Symbols', 'ETHUSDT', 'chart'), command('Pages', 'Paper')]

  it('finds by name and by other words, the name first', () => {
    expect(matching(commands, 'chart').map((each) => each.name)).toEqual(['Chart', 'ETHUSDT'])
    expect(matching(commands, 'eth chart').map((each) => each.name)).toEqual(['ETHUSDT'])
    expect(matching(commands, '')).toHaveLength(3)
    expect(matching(commands, 'zebra')).toEqual([])
  })
})

describe('a password', () => {
  it('is too short under 15 characters, whatever it is made of', () => {
    expect(strengthOf('aB3$aB3$aB3$aB').level).toBe(0)
  })

  it('is weak when it repeats, runs or is the first guess', () => {
    expect(strengthOf('aaaaaaaaaaaaaaaaaaaaaa').level).toBe(1)
    expect(strengthOf('abcdefghijklmnopqrstuvwxyz').level).toBe(1)
    expect(strengthOf('passwordpasswordpassword').level).toBe(1)
  })

  it('is strong when it is long and various', () => {
    expect(strengthOf('nine blue boats at dawn').level).toBeGreaterThanOrEqual(3)
  })
})

describe('a browser', () => {
  it('is named in words, and a program as it names itself', () => {
    const safari = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile/15E Safari/604'
    expect(agentWords('Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36')).toBe('Chrome 156 on Linux')
    expect(agentWords('Mozilla/5.0 (Windows NT 10.0) Chrome/150.0 Safari/537.36 Edg/150.0')).toBe('Edge 150 on Windows')
    expect(agentWords('Mozilla/5.0 (Macintosh; Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe('Firefox 140 on macOS')
    expect(agentWords(safari)).toBe('Safari 18 on iOS')
    expect(agentWords('curl/8.5.0')).toBe('curl/8.5.0')
    expect(agentWords('')).toBe('Unknown program')
  })
})

describe('a look', () => {
  it('takes what is known and the usual for the rest', () => {
    expect(lookOf({ theme: 'light', palette: 'plaid', zone: 7 })).toEqual({
      theme: 'light',
      palette: 'green-red',
      density: 'comfortable',
      zone: 'utc',
    })
  })
})

describe('a rule of the risk guard', () => {
  it('reads as what is used of what is allowed', () => {
    expect(ruleLine({ rule: 'daily_loss_r', limit: '-5', now: '-1.5', headroom: '3.5' })).toEqual({
      name: 'Loss today',
      text: '1.50 of 5.0 R',
      share: 0.3,
      tone: 'bg-accent',
    })
  })

  it('uses nothing of a loss limit on a good day, and warns near the end', () => {
    expect(ruleLine({ rule: 'daily_loss_r', limit: '-5', now: '2', headroom: '7' })).toMatchObject({ text: '0.00 of 5.0 R', share: 0 })
    expect(ruleLine({ rule: 'positions', limit: '4', now: '4', headroom: '0' })).toMatchObject({ share: 1, tone: 'bg-down' })
    expect(ruleLine({ rule: 'tape_age_s', limit: '30', now: '25', headroom: '5' }).tone).toBe('bg-warn')
  })
})
