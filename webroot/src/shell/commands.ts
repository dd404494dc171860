import type { Component } from 'vue'

export interface Command {
  group: string
  name: string
  /** Other words that find it. */
  words?: string
  keys?: string
  icon: Component
  run(): void
}

/** Commands in which every word of the wish stands; those whose name begins with it first. */
export function matching(commands: readonly Command[], wish: string): Command[] {
  const wanted = wish.trim().toLowerCase()
  const parts = wanted.split(/\s+/).filter(Boolean)
  const text = (command: Command): string => `${command.name} ${command.words ?? ''} ${command.group}`.toLowerCase()
  const late = (command: Command): number => (command.name.toLowerCase().startsWith(wanted) ? 0 : 1)
  return commands
    .filter((command) => parts.every((part) => text(command).includes(part)))
    .sort((a, b) => (wanted ? late(a) - late(b) : 0))
}
