// Lists of JSON objects.
import type { DamagedList } from './damaged-list.ts'

export const JSON_LISTS: Readonly<Record<string, DamagedList>> = {
  'objects.json': {
    text: '[\n  {"phone": "+12025550101", "name": "Ana", "plan": "gold"},\n  {"phone": 12025550102, "id": 12345678901234567890, "paid": true, "none": null}\n]\n',
  },
  'objects-in-one-line.json': { text: '[{"phone":"+12025550101"},{"phone":"+12025550102","tags":["a","b"]}]' },
  'nested-objects.json': {
    text: '[{"phone_number": "+12025550101", "variables": {"plan": "gold"}, "address": {"city": "Paris", "zip": "75001"}}]',
  },
  'broken-object.json': {
    text: '[\n{"phone": "+12025550101"},\n{"phone": "+12025550102, "name": "Ben"},\n{"phone": "+12025550103"\n,{"phone": "+12025550104"},\nnull, "text",\n{"phone": "+12025550105"}\n]',
  },
  'cut-off.json': { text: '[{"phone":"+12025550101"},{"phone":"+12025550102"},{"phone":"+1202555' },
  'objects-without-a-list.json': { text: '{\n  "phone": "+12025550101"\n}\n{\n  "phone": "+12025550102"\n}\n' },
  'reserved-name.json': { text: '[{"phone":"+12025550101"},{"phone":"+12025550102","secret__key":"x"}]' },
  'no-objects.json': { text: '[]' },
  'lines.jsonl': {
    text: '{"phone":"+12025550101","name":"Ana"}\n\n{"phone":"+12025550102"\nnot json\n{"mobile":"+12025550103","name":"Cem"}\r\n[1,2]\n{"name":"Dan"}',
  },
  'marked.jsonl': { text: '\uFEFF{"phone":"+12025550101"}\n{"phone":"+12025550102"}' },
}
