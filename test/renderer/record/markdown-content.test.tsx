import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, test } from 'vitest';
import { readMarkdown } from '../../../renderer/record/markdown-content.tsx';

const shown = (text: string): string => renderToStaticMarkup(readMarkdown(text));

describe('Markdown becomes elements', () => {
  test.each([
    ['one\ntwo\n\nthree', '<p>one\ntwo</p><p>three</p>'],
    ['## Storage', '<strong class="rich-heading">Storage</strong>'],
    ['a\n\n---\n\nb', '<p>a</p><hr/><p>b</p>'],
    ['- a\n- b', '<ul><li>a</li><li>b</li></ul>'],
    ['- a\n\n  b', '<ul><li><p>a</p><p>b</p></li></ul>'],
    ['3. a\n4. b', '<ol start="3"><li>a</li><li>b</li></ol>'],
    ['> a', '<blockquote><p>a</p></blockquote>'],
    ['```js\n*x*\n```', '<pre><code>*x*\n</code></pre>'],
    ['    x = 1', '<pre><code>x = 1\n</code></pre>'],
    [
      '| a | b |\n| --- | :-: |\n| 1 | **2** |',
      '<table><thead><tr><th>a</th><th>b</th></tr></thead>' +
        '<tbody><tr><td>1</td><td><strong>2</strong></td></tr></tbody></table>',
    ],
    ['**a *b*** ~~c~~ `d`', '<p><strong>a <em>b</em></strong> <s>c</s> <code>d</code></p>'],
    ['one  \ntwo<br>three', '<p>one<br/>two<br/>three</p>'],
    ['„**цена**“ &amp; \\*', '<p>„<strong>цена</strong>“ &amp; *</p>'],
  ])('as %j', (text, markup) => {
    expect(shown(text)).toBe(markup);
  });
});

describe('Markdown that wants more than to be read', () => {
  it('tells where a link would lead, and follows none', () => {
    expect(shown('[sheet](https://x.example "t") <https://y.example>')).toBe(
      '<p><span class="rich-address" title="https://x.example">sheet</span> ' +
        '<span class="rich-address" title="https://y.example">https://y.example</span></p>',
    );
  });

  it('shows the words of a picture, which it does not load', () => {
    expect(shown('![a *bolt*](https://x.example/y.png)')).toBe('<p>a <em>bolt</em></p>');
  });

  test.each([
    ['[a](javascript:alert(1))', '<p>[a](javascript:alert(1))</p>'],
    ['a <b onclick="x()">b</b> c', '<p>a b c</p>'],
    ['<script>x()</script>\n\na', '<p></p><p>a</p>'],
    ['<div onclick="x()">a</div>', '<p>a</p>'],
    ['a <img src=x onerror=x()> b', '<p>a  b</p>'],
  ])('has nothing of %j run', (text, markup) => {
    expect(shown(text)).toBe(markup);
  });

  it('nests no deeper than can be shown', () => {
    for (const sign of ['> ', '- ', '1. ', '**_', '[', '![', '- [**', '`'])
      expect(() => shown(sign.repeat(20_000 / sign.length)), sign).not.toThrow();
  });

  it('becomes no more elements than somebody would write', () => {
    const table = `${'a|'.repeat(1000)}\n${'-|'.repeat(1000)}\n${'|\n'.repeat(200)}`;
    expect(readMarkdown(table)).toBe(null);
  });
});
