//! Checking GLSL of somebody's own, with and without a driver.

use vispy_visuals::shaders::{Checked, Compiled, ComposeError, Dialect, Stage, check, library};

use crate::evaluate::contexts;

/// The reports of a wrong text.
fn wrong(name: &str, source: &str) -> String {
    let errors = check(name, source, None).expect_err("the text is wrong");
    errors.iter().map(|error| format!("{error}\n\n")).collect()
}

fn right(name: &str, source: &str) -> Checked {
    check(name, source, None).unwrap_or_else(|errors| panic!("{name}: {errors:?}"))
}

/// What the drivers of both dialects say of a text; `None` where there is none.
fn compiled(checked: &Checked) -> Option<Vec<Result<Compiled, Vec<ComposeError>>>> {
    let mut contexts = contexts();
    if contexts.len() < 2 {
        return None;
    }
    Some(contexts.iter_mut().map(|headless| checked.compile(headless.make_current().unwrap())).collect())
}

const OLD: &str = "#version 120
uniform sampler2D image;
varying vec2 at;
void main() {
    gl_FragColor = texture2D(image, at);
}
";

#[test]
fn what_is_wrong_is_shown_as_in_a_compiler() {
    let reports = [
        ("nothing", wrong("empty.frag", " \n// only a comment\n")),
        ("prose", wrong("notes.glsl", "Dear all,\nthe shader is attached.\n")),
        ("a table", wrong("t.csv", "a,b\n1,2\n")),
        ("GLSL 1.20", wrong("old.frag", OLD)),
        ("GLSL 1.00", wrong("web.vert", "#version 100\nvoid main() {}\n")),
        (
            "GLSL 4.50",
            wrong(
                "new.frag",
                "#version 450 core\nlayout(binding = 0, rgba8) uniform image2D i;\nvoid main() {}\n",
            ),
        ),
        ("GLSL ES 3.10", wrong("new.frag", "#version 310 es\nvoid main() {}\n")),
        ("no such version", wrong("odd.frag", "// mine\n#version 333\nvoid main() {}\n")),
        (
            "a whole shader",
            wrong(
                "a.frag",
                "#version 300 es\nprecision mediump float;\nout vec4 color;\nfloat f(float x) {\n    x += 1.0;\n}\nvoid main() { color = vec4(f(1.0)); }\n",
            ),
        ),
        (
            "in a branch of a conditional",
            wrong(
                "a.glsl",
                "#ifdef GL_ES\nfloat f(float x) { return x; }\n#else\nfloat f(float x) { return x }\n#endif\n",
            ),
        ),
    ];
    let sheet: String = reports.iter().map(|(title, report)| format!("### {title}\n{report}")).collect();
    insta::assert_snapshot!(sheet);
}

#[test]
fn right_texts_are_described() {
    for (name, source, expected) in [
        ("a.frag", "#version 300 es\nvoid main() {}\n", "fragment shader, #version 300 es"),
        (
            "a.vert.glsl",
            "#version 330\nvoid main() { gl_Position = vec4(0.0); }\n",
            "vertex shader, #version 330 core",
        ),
        ("a.glsl", "void main() { gl_Position = vec4(0.0); }\n", "vertex shader"),
        ("a.glsl", "out vec4 c;\nvoid main() { c = gl_FragCoord; }\n", "fragment shader"),
        (
            "a.glsl",
            "float f(vec2 at) { return at.x * $scale; }\n",
            "snippet float f(vec2), placeholders: $scale",
        ),
        ("a.glsl", "const float TAU = 6.28;\n", "snippet without functions"),
        (
            "a.glsl",
            "vec4 post(vec4 c);\nvec4 f(vec4 c) { return post(c); }\n",
            "snippet vec4 f(vec4), hooks: post",
        ),
        (
            "a.frag",
            "#version 300 es\n#extension GL_EXT_frag_depth : require\nvoid main() {}\n",
            "fragment shader, #version 300 es",
        ),
        (
            "a.frag",
            "#version 330\nuniform sampler1D s;\nvoid main() {}\n",
            "fragment shader, #version 330 core",
        ),
        (
            "a.frag",
            "#version 330\nuniform samplerBuffer s;\nvarying vec2 at;\nvoid main() { gl_FragColor = texelFetch(s, 1); }\n",
            "fragment shader, #version 330 core",
        ),
    ] {
        assert_eq!(right(name, source).to_string(), expected, "{source}");
    }
    assert_eq!(right("a.frag", "#version 330\nvoid main() {}").dialects(), [Dialect::Gl330]);
    let told = check("a.glsl", "float f() { return 1.0; }", Some(Stage::Vertex)).unwrap();
    assert_eq!((told.stage(), told.dialects().len()), (Some(Stage::Vertex), 2));
    let warned =
        right("a.glsl", "#version 330\nfloat f(float x) {\n    if (x > 0.0) return x;\n}\nvoid main() {}");
    assert_eq!(warned.warnings().iter().map(ComposeError::line).collect::<Vec<_>>(), [Some(4)]);
}

#[test]
fn every_built_in_snippet_passes() {
    let mut contexts = contexts();
    let mut count = 0;
    for path in library::paths() {
        let checked = right(path, library::snippet(path).unwrap().source());
        for headless in &mut contexts {
            match checked.compile(headless.make_current().unwrap()) {
                Ok(found) => count += usize::from(found == Compiled::Yes),
                // Rust declares constants for these.
                Err(errors) => assert!(errors[0].to_string().contains("undeclared"), "{errors:?}"),
            }
        }
    }
    assert!(contexts.is_empty() || count > 60 * contexts.len(), "{count} were compiled");
}

#[test]
fn drivers_point_at_the_authors_line_and_column() {
    let whole = "#version 300 es\nprecision highp float;\nout vec4 color;\nvoid main() {\n    color = vec4(colour, 1.0);\n}\n";
    let snippet = "// requires: lib/math/pi.glsl\nfloat turn(float x) {\n    return sine(x * PI);\n}\n";
    let Some(found) = compiled(&right("a.frag", whole)) else { return };
    assert_eq!(found[1], Ok(Compiled::OtherDialect));
    let errors = found[0].as_ref().unwrap_err();
    assert_eq!((errors[0].snippet(), errors[0].line()), (Some("a.frag"), Some(5)));
    let report = errors[0].to_string();
    assert!(
        report.contains("a.frag:5:18")
            && report.contains("^^^^^^")
            && report.contains("did you mean `color`?"),
        "{report}"
    );

    let Some(found) = compiled(&right("turn.glsl", snippet)) else { return };
    for errors in found {
        let errors = errors.unwrap_err();
        assert_eq!((errors[0].snippet(), errors[0].line()), (Some("turn.glsl"), Some(3)));
        let report = errors[0].to_string();
        assert!(report.contains("did you mean `sin`?"), "{report}");
    }

    let open = right("fade.glsl", "vec4 fade(vec4 color) { return color * $opacity; }");
    assert_eq!(compiled(&open).unwrap(), [Ok(Compiled::Open), Ok(Compiled::Open)]);
    let varying = right("v.frag", "in vec2 v_at;\nout vec4 c;\nvoid main() { c = vec4(v_at, 0.0, 1.0); }");
    assert_eq!(
        compiled(&varying).unwrap(),
        [Ok(Compiled::Yes), Ok(Compiled::Yes)],
        "no other stage is asked"
    );
}
