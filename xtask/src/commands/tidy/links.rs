//! Links in Markdown files lead to files that are there.

use super::Finding;

/// Finds the links of the Markdown file `path` that lead to none of `files`. Addresses on the web are not followed.
pub(super) fn check(path: &str, text: &str, files: &[String]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut in_code = false;
    for (at, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        }
        if in_code {
            continue;
        }
        for target in targets(line).into_iter().filter(|target| is_a_path(target)) {
            let exists = resolve(path, &target).is_some_and(|wanted| is_there(&wanted, files));
            if !exists {
                let advice = format!("`{target}` leads nowhere: mend the path, or commit the file");
                findings.push(Finding::new(path, at + 1, "links", advice));
            }
        }
    }
    findings
}

/// Where the links of one line lead: `[text](target)` and `[name]: target`, without the anchor.
fn targets(line: &str) -> Vec<String> {
    let line = without_code(line);
    let mut targets = Vec::new();
    let inline = line.match_indices("](").filter_map(|(at, mark)| line[at + mark.len()..].split(')').next());
    let definition = line.trim_start().strip_prefix('[').and_then(|rest| rest.split_once("]: "));
    for target in inline.chain(definition.map(|(_, target)| target)) {
        // Behind a space there can be a title.
        let target = target.split_whitespace().next().unwrap_or_default();
        let target = target.trim_matches(['<', '>']);
        targets.push(target.split('#').next().unwrap_or_default().to_owned());
    }
    targets
}

/// `line` without what stands between backquotes.
fn without_code(line: &str) -> String {
    let mut parts = line.split('`');
    let mut text = parts.next().unwrap_or_default().to_owned();
    while let (Some(_code), Some(rest)) = (parts.next(), parts.next()) {
        text.push_str(rest);
    }
    text
}

/// Whether a link leads to a file: not to an anchor of the same file, not to the web, not to an item of rustdoc.
fn is_a_path(target: &str) -> bool {
    !target.is_empty() && !target.contains("::") && !target.contains("://") && !target.starts_with("mailto:")
}

/// `target` relative to the workspace's folder; none if it leads out of it.
fn resolve(from: &str, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    if target.starts_with('/') {
        parts.clear();
    }
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Whether `wanted` is one of `files`, or a folder with one in it.
fn is_there(wanted: &str, files: &[String]) -> bool {
    wanted.is_empty()
        || files
            .iter()
            .filter_map(|file| file.strip_prefix(wanted))
            .any(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<usize> {
        let files = ["README.md", "vispy-gloo/GLIR.md", "vispy-gloo/src/lib.rs"].map(str::to_owned);
        check(path, text, &files).iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn links_that_lead_somewhere_pass() {
        let text = "[a](vispy-gloo/GLIR.md), [b](vispy-gloo/src/) and [c](README.md#top \"title\")\n\
                    [d](#here) [e](https://example.org/x.md) [f](vispy_gloo::Program)\n\
                    ```text\n[g](gone.md)\n```\n`[h](gone.md)`\n[i]: vispy-gloo/src/lib.rs\n";
        assert_eq!(found("README.md", text), [0; 0]);
        assert_eq!(
            found("vispy-gloo/GLIR.md", "[up](../README.md) [root](/README.md) [x](src/lib.rs)"),
            [0; 0]
        );
    }

    #[test]
    fn links_that_lead_nowhere_are_found() {
        assert_eq!(found("README.md", "fine\n[a](gone.md) [b](vispy-gloo/GLIR.md)\n"), [2]);
        assert_eq!(found("README.md", "[a]: vispy-gloo/GLI\n"), [1], "half a name is not the file");
        assert_eq!(found("README.md", "[out](../other/README.md)\n"), [1]);
        assert_eq!(found("vispy-gloo/GLIR.md", "![picture](vispy-gloo/GLIR.md)\n"), [1]);
        assert_eq!(found("README.md", "[`Type`](Type)\n"), [1]);
    }
}
