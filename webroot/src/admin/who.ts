/** Somebody's name as people know it: the e-mail behind `user:7`, with the key where a program did it. */
export function whoWords(name: string, email: string | null): string {
  if (!email) return name
  return name.startsWith('key:') ? `${email} (key ${name.slice(4)})` : email
}
