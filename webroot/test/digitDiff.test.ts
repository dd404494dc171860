import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import PriceText from '../src/ui/PriceText.vue'
import { digitDiff } from '../src/ui/digitDiff'

describe('digitDiff', () => {
  it('splits at the first digit that changed', () => {
    expect(digitDiff('96,490.8', '96,491.2', 96490.8, 96491.2)).toEqual({
      same: '96,49',
      changed: '1.2',
      direction: 'up',
    })
    expect(digitDiff('2.1873', '2.1872', 2.1873, 2.1872)).toEqual({ same: '2.187', changed: '2', direction: 'down' })
  })
  it('takes a text of another length as changed throughout', () => {
    expect(digitDiff('999.9', '1,000.1', 999.9, 1000.1)).toEqual({ same: '', changed: '1,000.1', direction: 'up' })
  })
  it('colours nothing at the first price', () => {
    expect(digitDiff('–', '141.90', null, 141.9)).toEqual({ same: '141.90', changed: '', direction: 'none' })
  })
})

describe('PriceText', () => {
  it('colours only the digits that changed, and reads as one price', async () => {
    const text = mount(PriceText, { props: { text: '96,490.8', value: 96490.8 } })
    expect(text.findAll('span')).toHaveLength(1)
    await text.setProps({ text: '96,491.2', value: 96491.2 })
    expect(text.text()).toBe('96,491.2')
    expect(text.find('.text-up').text()).toBe('1.2')
    await text.setProps({ text: '96,491.1', value: 96491.1 })
    expect(text.find('.text-down').text()).toBe('1')
  })
})
