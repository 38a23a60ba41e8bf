import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { XmlError, xmlEvents } from '../../../electron/instance/xml-events.ts';

function outline(text: string): string {
  return [...xmlEvents(text)]
    .map((event) => {
      if (event.kind === 'close') return `/${event.name}`;
      const attributes = [...event.attributes].map(([name, value]) => `${name}=${value}`);
      return [event.name, ...attributes].join(' ');
    })
    .join(', ');
}

function complaint(text: string): { isCut: boolean } | null {
  try {
    outline(text);
    return null;
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return { isCut: error.isCut };
  }
}

describe('reading XML', () => {
  it.each([
    ['<a/>', 'a, /a'],
    ['\uFEFF<?xml version="1.0" encoding="utf-8"?>\n<a></a>\n', 'a, /a'],
    ['<a><b x="1" y=\'2\'/><b/></a>', 'a, b x=1 y=2, /b, b, /b, /a'],
    [
      '<edmx:Edmx xmlns:edmx="urn:x"><edmx:b\n  c = "d"\t/></edmx:Edmx >',
      'Edmx xmlns:edmx=urn:x, b c=d, /b, /Edmx',
    ],
    ['<a><!-- <b> --><![CDATA[<c>]]>text</a><!-- end -->', 'a, /a'],
    ['<Ключ Име="Ж"/>', 'Ключ Име=Ж, /Ключ'],
    ['<a b="&lt;&gt;&amp;&quot;&apos;&#1046;&#x416;&amp;lt;"/>', `a b=<>&"'ЖЖ&lt;, /a`],
    ['<a b="\'"/>', "a b=', /a"],
  ])('finds the elements of %s', (text, expected) => {
    expect(outline(text)).toBe(expected);
  });

  test.each([
    '<!DOCTYPE a><a/>',
    '<!DOCTYPE a [<!ENTITY b "c">]><a x="&b;"/>',
    '<a><?php x?></a>',
    '<a x="&nbsp;"/>',
    '<a x="&"/>',
    '<a x="&toString;"/>',
    '<a x="&#0;"/>',
    '<a x="&#xD800;"/>',
    '<a x="<"/>',
    '<a x=1/>',
    '<a x="1"y="2"/>',
    '<a x="1" x="2"/>',
    '<a></b>',
    '<a><b></a></b>',
    '<x:a></y:a>',
    '<a/></a>',
    '<a></a x="1">',
    '<a/><b/>',
    'a<a/>',
    '<a/>b',
    '< a/>',
    '{"error":1}',
  ])('refuses %s', (text) => {
    expect(complaint(text)).toEqual({ isCut: false });
  });

  test.each([
    '',
    ' ',
    '<?xml version="1.0"',
    '<',
    '<a',
    '<a x="1',
    '<a>',
    '<a><b/>',
    '<a><!-- b',
    '<a><![CDATA[ ',
  ])('sees that %j was cut', (text) => {
    expect(complaint(text)).toEqual({ isCut: true });
  });

  it('reads any attribute value as it was meant, and sees any cut', () => {
    const written = (value: string): string =>
      value.replace(/[<>&"]/g, (one) => `&#${one.codePointAt(0)};`);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(1000), (value, place) => {
        const text = `<a b="${written(value)}"><c/></a>`;
        const [first] = xmlEvents(text);
        expect(first).toMatchObject({ attributes: new Map([['b', value]]) });
        expect(complaint(text.slice(0, place % text.length))).not.toBeNull();
      }),
    );
  });
});
