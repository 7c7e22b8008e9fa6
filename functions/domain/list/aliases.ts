// What columns are called in the lists that people have, and which field each name means.
import type { ListField } from '#contract/list.ts'
import { fold } from './fold.ts'

/** A field that a column can be taken for by its name. */
export type NamedField = Exclude<ListField, 'variable' | 'ignore'>

/**
 * Folded names; of several columns with such names the one that stands first here is meant. Those of other calling systems and CRMs, and
 * what the commonest spreadsheets call a number in other languages.
 */
const ALIASES: readonly { field: NamedField; names: readonly string[] }[] = [
  {
    field: 'phone',
    names: [
      ...['phone', 'phonenumber', 'tonumber', 'tophonenumber', 'contactnumber', 'contactphone', 'customerphone'],
      ...['mobile', 'mobilenumber', 'mobilephone', 'cell', 'cellphone', 'cellnumber', 'cellular', 'telephone', 'telephonenumber', 'tel'],
      ...['phoneno', 'telno', 'mobileno', 'primaryphone', 'phone1', 'msisdn', 'whatsapp', 'whatsappnumber', 'e164', 'number', 'to'],
      ...['telefon', 'telefonnummer', 'handy', 'handynummer', 'telefono', 'numerodetelefono', 'movil', 'celular', 'telefone'],
      ...['numerodetelephone', 'cellulare', 'telefoon', 'telefoonnummer', 'mobiel', '電話番号', '电话', '手机', 'телефон'],
    ],
  },
  {
    field: 'name',
    names: [
      ...['name', 'fullname', 'contactname', 'leadname', 'customername', 'clientname', 'displayname', 'username'],
      ...['nombre', 'nom', 'nome', 'naam'],
    ],
  },
  { field: 'firstName', names: ['firstname', 'givenname', 'forename', 'fname', 'vorname', 'prenom'] },
  { field: 'lastName', names: ['lastname', 'familyname', 'surname', 'lname', 'nachname', 'apellido', 'apellidos', 'cognome'] },
  {
    field: 'country',
    names: ['country', 'countrycode', 'countryiso', 'phonecode', 'phonecountry', 'dialcode', 'callingcode', 'pais', 'pays'],
  },
  { field: 'timeZone', names: ['timezone', 'tz', 'timezonename', 'ianatimezone'] },
  { field: 'region', names: ['state', 'statecode', 'stateprovince', 'province', 'region'] },
  { field: 'postcode', names: ['zip', 'zipcode', 'postcode', 'postalcode'] },
  { field: 'consent', names: ['consent', 'consentevidence', 'consentid', 'consentproof', 'consentsource', 'consentat'] },
  { field: 'language', names: ['language', 'lang', 'locale', 'languagecode', 'preferredlanguage'] },
  { field: 'firstMessage', names: ['firstmessage', 'greetingoverridetext', 'openingmessage'] },
  { field: 'prompt', names: ['prompt', 'systemprompt', 'agentprompt'] },
  { field: 'voiceId', names: ['voiceid', 'voice'] },
  { field: 'callAfter', names: ['callafter', 'notbefore', 'earliestcall'] },
  { field: 'callBefore', names: ['callbefore', 'notafter', 'calluntil', 'latestcall'] },
  { field: 'priority', names: ['priority', 'rank'] },
  { field: 'doNotCall', names: ['dnc', 'donotcall', 'dontcall', 'optedout', 'optout', 'unsubscribed'] },
]

const byName = new Map(ALIASES.flatMap(({ field, names }) => names.map((name, rank) => [name, { field, rank }] as const)))

/** The field that a column’s name stands for; of several columns for one field, the one with the least rank is meant. */
export const fieldOf = (header: string): { field: NamedField; rank: number } | undefined => byName.get(fold(header))
