import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type Block, readMarkdown } from '../../../renderer/values/markdown-blocks.ts';
import type { Span } from '../../../renderer/values/markdown-spans.ts';

/** What was read, as a line of tags that is easy to compare. */
const written = (blocks: readonly Block[]): string => blocks.map(blockText).join('');

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${spanText(block.spans)}</p>`;
    case 'heading':
      return `<h>${spanText(block.spans)}</h>`;
    case 'rule':
      return '<hr>';
    case 'code':
      return `<pre>${block.text}</pre>`;
    case 'quote':
      return `<quote>${written(block.blocks)}</quote>`;
    case 'list': {
      const items = block.items.map((item) => `<li>${written(item)}</li>`).join('');
      return `<list${block.start === null ? '' : ` ${block.start}`}>${items}</list>`;
    }
    case 'table': {
      const rows = [block.head, ...block.rows];
      return `<table>${rows.map((row) => row.map(spanText).join('|')).join('//')}</table>`;
    }
  }
}

const tags = { emphasis: 'em', strong: 'b', strike: 's' } as const;

function spanText(spans: readonly Span[]): string {
  return spans
    .map((span) => {
      if (typeof span === 'string') return span;
      if (span.kind === 'break') return '<br>';
      if (span.kind === 'code') return `<code>${span.text}</code>`;
      const words = spanText(span.spans);
      if (span.kind === 'link') return `<a ${span.href}>${words}</a>`;
      return `<${tags[span.kind]}>${words}</${tags[span.kind]}>`;
    })
    .join('');
}

/** How deep what was read is nested. */
function depthOf(parts: readonly (Block | Span)[]): number {
  return Math.max(
    0,
    ...parts.map((part) => {
      if (typeof part === 'string') return 0;
      if ('spans' in part) return 1 + depthOf(part.spans);
      if ('blocks' in part) return 1 + depthOf(part.blocks);
      if ('items' in part) return 1 + Math.max(...part.items.map(depthOf));
      return 0;
    }),
  );
}

describe('blocks', () => {
  test.each([
    ['one\ntwo\n\nthree', '<p>one\ntwo</p><p>three</p>'],
    ['# Title #\n## C#\ntext\n#no', '<h>Title</h><h>C#</h><p>text\n#no</p>'],
    ['Title\n===\nSecond\n---', '<h>Title</h><h>Second</h>'],
    ['a\n\n---\n* * *\nb', '<p>a</p><hr><hr><p>b</p>'],
    [
      '- a\n- b\n* c',
      '<list><li><p>a</p></li><li><p>b</p></li></list><list><li><p>c</p></li></list>',
    ],
    ['3. a\n4. b', '<list 3><li><p>a</p></li><li><p>b</p></li></list>'],
    [
      '- a\n  - b\n\n    c\n- d',
      '<list><li><p>a</p><list><li><p>b</p><p>c</p></li></list></li><li><p>d</p></li></list>',
    ],
    ['- a\nlazy\n\nafter', '<list><li><p>a\nlazy</p></li></list><p>after</p>'],
    ['we met in\n2024. It was warm', '<p>we met in\n2024. It was warm</p>'],
    ['> a\n> > b\nlazy\n\nc', '<quote><p>a</p><quote><p>b\nlazy</p></quote></quote><p>c</p>'],
    ['```js\n*x*\n\n# y\n```\nz', '<pre>*x*\n\n# y</pre><p>z</p>'],
    ['~~~\nnever closed', '<pre>never closed</pre>'],
    ['\tx = 1\n\n\ty = 2\nz', '<pre>x = 1\n\ny = 2</pre><p>z</p>'],
    [
      '| a | b |\n| --- | :-: |\n| 1 \\| 2 | `3` |\n| 4 |\n\nz',
      '<table>a|b//1 | 2|<code>3</code>//4</table><p>z</p>',
    ],
    ['a | b\nnot a table', '<p>a | b\nnot a table</p>'],
  ])('of %j are %s', (markdown, blocks) => {
    expect(written(readMarkdown(markdown))).toBe(blocks);
  });
});

describe('words', () => {
  test.each([
    [
      '**a *b* c** ***d*** __e__ _f_',
      '<b>a <em>b</em> c</b> <em><b>d</b></em> <b>e</b> <em>f</em>',
    ],
    ['snake_case_name 2 * 3 * 4', 'snake_case_name 2 * 3 * 4'],
    ['*not ended and **nor this', '*not ended and **nor this'],
    ['**a*b**c*', '<b>a*b</b>c*'],
    ['*a**b*', '<em>a**b</em>'],
    ['~~gone~~ ~one~ ~~~three~~~', '<s>gone</s> <s>one</s> ~~~three~~~'],
    ['`a*b` ``c`d`` `open', '<code>a*b</code> <code>c`d</code> `open'],
    [
      '[a](https://x.y "t") [b](<c d>) [e](f(g))',
      '<a https://x.y>a</a> <a c d>b</a> <a f(g)>e</a>',
    ],
    ['[a [b](c) d](e)', '[a <a c>b</a> d](e)'],
    ['*[a*](b)', '*<a b>a*</a>'],
    ['![alt *x*](y.png) [a][b] [c]', 'alt <em>x</em> [a][b] [c]'],
    ['<https://x.y> <m@x.y> a < b', 'https://x.y m@x.y a < b'],
    ['<b onclick="x">a</b><!-- no --> c<br>d', 'a c<br>d'],
    ['one  \ntwo\\\nthree  ', 'one<br>two<br>three'],
    ['\\*a\\* &amp; &lt;b&gt; &#x416; &nope;', '*a* & <b> Ж &nope;'],
    ['**Артикул**: *нов*, „**цена**“', '<b>Артикул</b>: <em>нов</em>, „<b>цена</b>“'],
  ])('of %j are %s', (markdown, words) => {
    expect(written(readMarkdown(markdown))).toBe(`<p>${words}</p>`);
  });
});

const signs = [
  ...['_', '*', '**', '`', '``', '~', '~~', '[', '![', ']', '](', '](b)', '](<b', '](b "', ')'],
  ...['<', '<a', '<!--', '-->', '<b>', "<a '", 'http://', '&', '&#', '\\', '|', '#', '=', '!', '"'],
  ...[
    '>',
    '-',
    '- ',
    '+ ',
    '1. ',
    '0)',
    '```',
    '~~~',
    '    ',
    '\t',
    ' ',
    '\n',
    '\n\n',
    'a',
    'я',
    '🦊',
    '.',
  ],
  ...['|-|\n', 'a|b\n-|-\n', '===\n', '---\n', ':'],
];

// Libraries take minutes for some of these; what takes time in proportion to its length is done with all of them in seconds.
test('whatever is repeated for long is read in little time, and is not nested deep', () => {
  const known = [
    '_*a',
    '*a',
    '- a\n-',
    'a\n-',
    '**a(',
    '*1.',
    '~!]**',
    '![',
    '[[a](b)',
    '> ',
    '1. ',
  ];
  for (const sign of [...signs, ...known]) {
    for (const before of ['', '- [**']) {
      const text = (before + sign.repeat(20_000)).slice(0, 20_000);
      expect(depthOf(readMarkdown(text)), JSON.stringify([before, sign])).toBeLessThan(80);
    }
  }
});

it('reads whatever signs come in whatever order, and loses no word', () => {
  const piece = fc.oneof(fc.constantFrom(...signs), fc.constantFrom('word', 'дума'));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const blocks = readMarkdown(pieces.join(''));
      expect(depthOf(blocks)).toBeLessThan(80);
      // Tags, where links lead and the language of code are left out; without those signs all is there.
      if (/[<\](~`]/.test(pieces.join(''))) return;
      const count = (text: string): number => text.match(/word|дума/g)?.length ?? 0;
      expect(count(written(blocks))).toBe(count(pieces.join('')));
    }),
    { numRuns: 500 },
  );
});
