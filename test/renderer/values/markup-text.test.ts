import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { markupText } from '../../../renderer/values/markup-text.ts';

describe('HTML as text', () => {
  test.each([
    [
      '<p>Steel <b>bolt</b>, M8&nbsp;&times; 40</p><p>DIN&#160;933</p>',
      'Steel bolt, M8 &times; 40\nDIN 933',
    ],
    ['<ul><li>one</li><li>two</li></ul>', 'one\ntwo'],
    ['a &lt;b&gt; &amp;amp; &#x416;&#1078;', 'a <b> &amp; Жж'],
    ['<style>p{color:red}</style><script>alert(1)</script>kept', 'kept'],
    ['<!-- hidden --><img src=x onerror=alert(1)>seen', 'seen'],
    ['<table><tr><td>1</td><td>2</td></tr></table>', '1\t2'],
    ['2 < 3 and &unknown; &#xD800; &#0;', '2 < 3 and &unknown; &#xD800; &#0;'],
    ['cut <a href="', 'cut'],
    ['cut <p title', 'cut'],
    ['<script>never closed', ''],
  ])('of %j is %j', (html, text) => {
    expect(markupText(html, 'html')).toBe(text);
  });
});

describe('Markdown as text', () => {
  test.each([
    ['# Title\n\nSome **bold** and *soft* words', 'Title\nSome bold and soft words'],
    ['- one\n- two\n3. three', 'one\ntwo\nthree'],
    ['[the docs](https://docs.erp.net) and ![a picture](x.png)', 'the docs and a picture'],
    ['[x]: [a](b [c](d) [e', '[x]: [a](b c [e'],
    ['2 * 3 * 4 and snake_case_name', '2 * 3 * 4 and snake_case_name'],
  ])('of %j is %j', (markdown, text) => {
    expect(markupText(markdown, 'markdown')).toBe(text);
  });
});

// What takes time in proportion to the square of its length takes minutes for these.
test('whatever is repeated for long becomes text in little time', () => {
  const signs = [
    '<p',
    '<p ',
    '</p',
    '<',
    '<!--',
    '<script>',
    '&',
    '[',
    '![',
    '](',
    '[](',
    '[a](b',
    '\n',
    '- ',
  ];
  const further = [
    '*',
    '*a',
    '**',
    '__a',
    '`',
    '>',
    '#',
    '1',
    ' ',
    '\t',
    '{',
    '\\',
    "\\'",
    '{\\*',
    '}',
  ];
  for (const sign of [...signs, ...further]) {
    for (const markup of ['html', 'markdown', 'rtf'] as const) {
      const text = (markup === 'rtf' ? '{\\rtf1' : '') + sign.repeat(200_000 / sign.length);
      expect(typeof markupText(text, markup), `${markup} ${sign}`).toBe('string');
    }
  }
});

describe('RTF as text', () => {
  test.each([
    [
      String.raw`{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0\fs20 Hello \b world\b0 .\par Second}`,
      'Hello world.\nSecond',
    ],
    [String.raw`{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8\'e2\'e5\'f2}`, 'Привет'],
    [
      String.raw`{\rtf1 \u1046?\u-3913 \~x \{y\} \\ z}`,
      `Ж\uf0b7 x {y} \\ z`.replace('\uf0b7 ', '\uf0b7 '),
    ],
    [String.raw`{\rtf1{\*\generator Riched20;}{\pict\wmetafile8 0100}text}`, 'text'],
    [String.raw`{\rtf1 unclosed {group`, 'unclosed group'],
    ['no RTF at all', 'no RTF at all'],
  ])('of %j is %j', (rtf, text) => {
    expect(markupText(rtf, 'rtf')).toBe(text);
  });

  it('ends for whatever is taken for RTF', () => {
    const piece = fc.constantFrom(
      '\\',
      '{',
      '}',
      "\\'e0",
      '\\u12',
      '\\par',
      ' ',
      'я',
      '\n',
      '\\*',
      'x',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        expect(typeof markupText(`{\\rtf1${pieces.join('')}`, 'rtf')).toBe('string');
      }),
    );
  });
});
