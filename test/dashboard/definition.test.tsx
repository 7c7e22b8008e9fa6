import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Definition } from '../../dashboard/ui/definition.tsx'

beforeEach(() =>
  render(
    <>
      <Definition definition="Attempts that the provider accepted." name="callsPlaced">
        Calls placed
      </Definition>
      <button type="button">Another</button>
    </>,
  ),
)
afterEach(cleanup)

const word = (): HTMLElement => screen.getByRole('button', { name: 'Calls placed' })
const meaning = () => screen.queryByText('Attempts that the provider accepted.')
const mouse = { pointerType: 'mouse' }

test('a word tells what it means while the mouse is on it, or on what it tells', () => {
  fireEvent.pointerEnter(word(), mouse)
  expect(meaning()).toBeTruthy()
  expect(document.getElementById(word().getAttribute('aria-describedby') ?? '')?.textContent).toContain('callsPlaced')
  fireEvent.pointerOver(meaning() ?? document, { ...mouse, relatedTarget: word() })
  expect(meaning()).toBeTruthy()
  fireEvent.pointerLeave(word(), mouse)
  expect(meaning()).toBeNull()
})

test('once it was pressed it goes on telling, until it is pressed again', () => {
  fireEvent.pointerEnter(word(), mouse)
  fireEvent.click(word())
  fireEvent.pointerLeave(word(), mouse)
  expect(meaning()).toBeTruthy()
  fireEvent.click(word())
  expect(meaning()).toBeNull()
})

test.each([
  ['Escape is pressed', () => fireEvent.keyDown(document, { key: 'Escape' })],
  ['something else is pressed', () => fireEvent.pointerDown(screen.getByRole('button', { name: 'Another' }))],
  ['the keyboard goes on', () => fireEvent.blur(word(), { relatedTarget: screen.getByRole('button', { name: 'Another' }) })],
  ['the page is scrolled', () => fireEvent.scroll(document)],
])('it stops when %s', (_, leave) => {
  fireEvent.click(word())
  expect(word().getAttribute('aria-expanded')).toBe('true')
  leave()
  expect(meaning()).toBeNull()
  expect(word().getAttribute('aria-expanded')).toBe('false')
})

test('a finger that passes over it opens nothing', () => {
  fireEvent.pointerEnter(word(), { pointerType: 'touch' })
  expect(meaning()).toBeNull()
})
