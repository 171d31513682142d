//! The site's pages as HTML.

use super::examples::Example;
use super::guides::Guide;

/// What all pages share.
const STYLE: &str = "
:root { color-scheme: light dark; --line: light-dark(#d8dee4, #333c47); --soft: light-dark(#f5f7f9, #1b2129) }
body { font: 16px/1.55 system-ui, sans-serif; margin: 0 auto; max-width: 72rem; padding: 0 1.5rem 4rem }
header { border-bottom: 1px solid var(--line); margin-bottom: 2rem; padding: 1rem 0 }
header a { margin-right: 1.5rem; text-decoration: none } header a:first-child { font-weight: 700 }
code, pre { font: 14px/1.5 ui-monospace, monospace } code { background: var(--soft); padding: 0 .2em }
pre { background: var(--soft); overflow-x: auto; padding: 1rem; border-radius: 6px } pre code { padding: 0 }
img { max-width: 100%; border: 1px solid var(--line); border-radius: 6px }
table { border-collapse: collapse } td, th { border: 1px solid var(--line); padding: .3rem .7rem; text-align: left }
.gallery { display: grid; gap: 1.2rem; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)) }
.gallery a { color: inherit; text-decoration: none } .gallery small { display: block }
.beside { display: grid; gap: 1.5rem; grid-template-columns: repeat(auto-fit, minmax(26rem, 1fr)) }
";

/// The start page: layers, then the gallery.
pub(super) fn index(guides: &[Guide], examples: &[Example]) -> String {
    let mut body =
        "<h1>vispy</h1><p>GPU visualization for data that is too big for other tools.</p>".to_owned();
    body += "<h2>Layers</h2><table>";
    for guide in guides {
        let (page, crate_name) = (guide.page(), guide.package.replace('-', "_"));
        let package = guide.package;
        body += &format!(
            "<tr><td><a href=\"{page}\">{package}</a></td><td>{}</td><td><a href=\"api/{crate_name}/index.html\">API</a></td></tr>",
            guide.summary
        );
    }
    body += "</table><h2>Examples</h2><div class=\"gallery\">";
    for example in examples {
        let picture = if example.has_picture {
            format!("<img src=\"{}\" alt=\"\" loading=\"lazy\">", example.picture())
        } else {
            String::new()
        };
        body += &format!(
            "<a href=\"{}\">{picture}<b>{}</b><small>{}</small></a>",
            example.page(),
            escaped(&example.name),
            escaped(&example.caption)
        );
    }
    whole("vispy", &(body + "</div>"))
}

/// A guide.
pub(super) fn guide(guide: &Guide) -> String {
    whole(&guide.title, &guide.html)
}

/// An example: code and picture.
pub(super) fn example(example: &Example) -> String {
    let Example { package, name, caption, code, has_picture } = example;
    let picture = if *has_picture {
        format!("<div><img src=\"{}\" alt=\"{}\"></div>", example.picture(), escaped(caption))
    } else {
        String::new()
    };
    let body = format!(
        "<h1>{}</h1><p>{}</p><p><code>cargo run --package {package} --example {name}</code></p>\
         <div class=\"beside\">{picture}<pre><code>{}</code></pre></div>",
        escaped(name),
        escaped(caption),
        escaped(code)
    );
    whole(name, &body)
}

fn whole(title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{}</title>\
         <meta name=\"viewport\" content=\"width=device-width\"><style>{STYLE}</style></head><body>\
         <header><a href=\"index.html\">vispy</a><a href=\"guide-vispy-plot.html\">Guide</a>\
         <a href=\"api/vispy_plot/index.html\">API</a></header>{body}</body></html>\n",
        escaped(title)
    )
}

/// A text with nothing in it that HTML takes for its own.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_shown_as_it_is_written() {
        assert_eq!(escaped("Vec<u8> & \"x\""), "Vec&lt;u8&gt; &amp; &quot;x&quot;");
    }
}
