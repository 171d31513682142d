//! Every report of shader composition, as a user reads it.

use proptest::prelude::*;
use vispy_visuals::shaders::{
    Binding, ComposeCaps, ComposeError, ComposeErrorKind, ConstTable, Dialect, Function, FunctionChain,
    GlslType, Snippet, Stages, compose, library::Library,
};

const CAPS: ComposeCaps = ComposeCaps::new();

fn parse_error(source: &str) -> String {
    Snippet::new("my/test.glsl", source.to_owned()).expect_err("the text is wrong").to_string()
}

fn function(name: &str, source: &str) -> Function {
    Function::new(&Snippet::new(name, source.to_owned()).unwrap_or_else(|error| panic!("{error}")))
}

fn compose_error(vertex: &Function, fragment: &Function) -> ComposeError {
    compose(&Stages { vertex, fragment }, Dialect::Es300, &CAPS).expect_err("the program is wrong")
}

fn fragment_error(fragment: &Function) -> String {
    compose_error(&function("none.vert.glsl", "void main() {}"), fragment).to_string()
}

/// Joins reports to one snapshot.
fn sheet(reports: impl IntoIterator<Item = (&'static str, String)>) -> String {
    reports.into_iter().map(|(title, report)| format!("### {title}\n{report}\n\n")).collect()
}

#[test]
fn texts_that_do_not_parse() {
    let deep = format!("float f() {{ return {}1.0{}; }}", "(".repeat(300), ")".repeat(300));
    let reports = sheet([
        ("missing semicolon", parse_error("// doc\nfloat f(float x) {\n    return x\n}\n")),
        ("unexpected end", parse_error("void main() {\n")),
        ("unknown type", parse_error("Lens f(float x) { return x; }")),
        ("later keyword", parse_error("float f(float sample) { return sample; }")),
        ("reserved name", parse_error("float a__b(float x) { return x; }")),
        ("lone dollar", parse_error("float f() { return $ 1.0; }")),
        ("placeholder as a type", parse_error("$type f() { return 1.0; }")),
        ("placeholder as a function's name", parse_error("float $f() { return 1.0; }")),
        ("placeholder as a field", parse_error("float f(vec4 v) { return v.$field; }")),
        ("GLSL 1", parse_error("attribute vec2 a_position;\nvoid main() {}")),
        ("bad hook", parse_error("vec4 shade(float x);\nvoid main() {}")),
        (
            "recursion",
            parse_error(
                "float a(float x);\nfloat b(float x) { return a(x); }\nfloat a(float x) {\n    return b(x);\n}",
            ),
        ),
        ("version", parse_error("#version 300 es\nvoid main() {}")),
        ("open conditional", parse_error("#ifdef GL_ES\nvoid main() {}\n")),
        ("wrong condition", parse_error("#if (1\nvoid main() {}\n#endif\n")),
        ("missing extension", parse_error("#extension GL_NV_none : require\nvoid main() {}")),
        ("missing requirement", parse_error("// requires: lib/math/tau.glsl\nfloat f() { return TAU; }")),
        ("requirement by its file's name", parse_error("// requires: pi.glsl\nfloat f() { return PI; }")),
        ("requirement like nothing", parse_error("// requires: a/b/c.glsl\nfloat f() { return PI; }")),
        ("non-ASCII name", parse_error("float \u{e9}clat() { return 1.0; }")),
        ("too deep", parse_error(&deep).lines().take(2).collect::<Vec<_>>().join("\n")),
    ]);
    insta::assert_snapshot!(reports);
}

#[test]
fn types_that_are_not_there() {
    let of = |ty: &str| parse_error(&format!("{ty} f({ty} x) {{\n    return x;\n}}\n"));
    let uniform = |ty: &str| parse_error(&format!("uniform {ty} u_x;\nvoid main() {{}}\n"));
    let reports = sheet([
        ("double", of("double")),
        ("matrix of doubles", of("dmat4x3")),
        ("half", of("half")),
        ("texture of one dimension", uniform("sampler1D")),
        ("image", uniform("uimage2D")),
        ("counter", uniform("atomic_uint")),
        ("HLSL", of("float4x3")),
        ("WGSL", of("vec3f")),
        ("wrong case", of("Vec3")),
        ("slip of the finger", parse_error("void main() {\n    flaot x = 1.0;\n}\n")),
        (
            "structure, nearly",
            parse_error("struct Light { vec3 color; };\nvec3 f(Ligth light) {\n    return light.color;\n}\n"),
        ),
        ("texture2D", parse_error("vec4 f(sampler2D t, vec2 at) {\n    return texture2D(t, at);\n}\n")),
        ("gl_FragColor", parse_error("void main() {\n    gl_FragColor = vec4(1.0);\n}\n")),
        ("varying", parse_error("varying vec2 v_at;\nvoid main() {}\n")),
    ]);
    insta::assert_snapshot!(reports);
    let own = "vec4 texture2D(sampler2D t, vec2 at) { return texture(t, at); }\n\
        vec4 f(sampler2D t) { return texture2D(t, vec2(0.5)); }";
    assert!(Snippet::new("my/own.glsl", own).is_ok(), "a text may define an old name itself");
}

#[test]
fn functions_without_a_return() {
    let reports = sheet([
        ("none", parse_error("// doc\nfloat half_of(float x) {\n    x *= 0.5;\n}\n")),
        (
            "in a branch that returns nothing",
            parse_error("float f(float x) {\n    if (x < 0.0) {\n        x = 0.0;\n    }\n}\n"),
        ),
        (
            "two bodies",
            parse_error(
                "float f(float x) { return x; }\nvec2 f(vec2 x) { return x; }\nfloat f(float y) { return y; }\n",
            ),
        ),
    ]);
    insta::assert_snapshot!(reports);
    let text = "float sign_of(float x) {\n    if (x > 0.0) {\n        return 1.0;\n    }\n}\n";
    let warnings = Snippet::new("my/test.glsl", text).unwrap().warnings();
    assert!(warnings.iter().all(ComposeError::is_warning), "{warnings:?}");
    insta::assert_snapshot!(
        "returns_on_some_paths",
        sheet(warnings.iter().map(|warning| ("a branch", warning.to_string())))
    );
}

#[test]
fn requirements_in_a_circle() {
    let mut library = Library::new();
    library.add("a.glsl", "// requires: b.glsl\nfloat a() { return 1.0; }");
    library.add("b.glsl", "// requires: c.glsl\nfloat b() { return 1.0; }");
    library.add("c.glsl", "// requires: a.glsl\nfloat c() { return 1.0; }");
    insta::assert_snapshot!(library.snippet("a.glsl").unwrap_err());
}

#[test]
fn bindings_that_cannot_be() {
    let f = function(
        "my/f.glsl",
        "vec4 fragment_post(vec4 c);\nfloat f(float x) { return fragment_post(vec4($k + $m)).x; }",
    );
    let main = function("my/main.frag.glsl", "void main() {}");
    let none = function("my/none.glsl", "const float NONE = 0.0;");
    let error = |binding: Binding| f.bind("k", binding).unwrap_err().to_string();
    let chain = |g: &Function| f.with_hook("fragment_post", &FunctionChain::new("post").with(0, g));
    let two = FunctionChain::new("two")
        .with(0, &function("my/g.glsl", "vec2 g(float x) { return vec2(x); }"))
        .with(1, &function("my/h.glsl", "float h(float x) { return x; }"));
    let reports = sheet([
        ("unknown placeholder", f.bind("kk", 1.0).unwrap_err().to_string()),
        ("placeholder like nothing", f.bind("transform", 1.0).unwrap_err().to_string()),
        ("hook, nearly", f.with_hook("fragment_pots", &FunctionChain::new("post")).unwrap_err().to_string()),
        ("unknown hook", f.with_hook("post", &FunctionChain::new("post")).unwrap_err().to_string()),
        ("reserved name", error(Binding::uniform("gl_k", GlslType::Float))),
        ("word of the language", error(Binding::uniform("sample", GlslType::Float))),
        ("interpolated integer", error(Binding::varying("v_id", GlslType::Int))),
        ("sampler as attribute", error(Binding::attribute("a_t", GlslType::Sampler2D))),
        ("not finite", error(f32::NAN.into())),
        ("a stage's main", error((&main).into())),
        ("no function", error((&none).into())),
        (
            "hook of another type",
            chain(&function("my/g.glsl", "float g(float x) { return x; }")).unwrap_err().to_string(),
        ),
        ("chain that does not fit", two.to_function().unwrap_err().to_string()),
        ("empty chain", FunctionChain::new("none").to_function().unwrap_err().to_string()),
        (
            "two values of a constant",
            ConstTable::new().with("N", 1).and_then(|t| t.with("N", 2)).unwrap_err().to_string(),
        ),
    ]);
    insta::assert_snapshot!(reports);
}

#[test]
fn uses_that_do_not_fit() {
    let main = "out vec4 frag_color;\nvoid main() {\n    vec2 u_hidden = vec2(1.0);\n    frag_color = vec4($k(u_hidden), 0.0, 1.0);\n}\n";
    let f = function("my/main.frag.glsl", main);
    let value = function(
        "my/value.frag.glsl",
        "out vec4 c;\nvoid main() {\n    vec2 u_hidden = $v.xy;\n    c = vec4($v.x + u_hidden.x);\n    $w = 1.0;\n}\n",
    );
    let with = |binding: Binding| fragment_error(&f.bind("k", binding).unwrap());
    let g = |source: &str| -> Binding { function("my/g.glsl", source).into() };
    let v = |binding: Binding| {
        let w = Binding::uniform("u_w", GlslType::Float);
        fragment_error(&value.bind("v", binding).and_then(|f| f.bind("w", w)).unwrap())
    };
    let result = function(
        "my/r.frag.glsl",
        "out vec4 c;\nfloat half_of(float x) {\n    return $a * 0.5;\n}\nvoid main() {\n    float x = 1.0, y = $a.x;\n    c = vec4(half_of(x));\n}\n",
    );
    let nested =
        function("my/n.frag.glsl", "out vec4 c;\nvoid main() {\n    c = $outer($inner(vec2(1.0)));\n}\n")
            .bind("outer", function("my/outer.glsl", "vec4 outer(vec3 x) { return vec4(x, 1.0); }"))
            .and_then(|f| f.bind("inner", function("my/inner.glsl", "vec2 inner(vec2 x) { return x; }")));
    let reports = sheet([
        ("unbound", fragment_error(&f)),
        ("called uniform", with(Binding::uniform("u_k", GlslType::Vec2))),
        ("too few parameters", with(g("vec2 g() { return vec2(1.0); }"))),
        ("wrong argument", with(g("vec2 g(vec3 x) { return x.xy; }"))),
        ("wrong argument, nested", fragment_error(&nested.unwrap())),
        ("wrong result", fragment_error(&result.bind("a", [1.0, 2.0]).unwrap())),
        ("function as a value", v(g("float g(float x) { return x; }"))),
        ("attribute in the fragment stage", v(Binding::attribute("a_v", GlslType::Vec2))),
        ("hidden uniform", v(Binding::uniform("u_hidden", GlslType::Vec2))),
        ("written uniform", v([1.0, 2.0].into())),
    ]);
    insta::assert_snapshot!(reports);
}

#[test]
fn programs_that_do_not_fit_together() {
    let vertex = |ty| {
        function("my/main.vert.glsl", "void main() {\n    $v = $a;\n    gl_Position = vec4(0.0);\n}\n")
            .bind("v", Binding::varying("v_value", ty))
            .and_then(|f| f.bind("a", Binding::attribute("a_value", ty)))
            .unwrap()
    };
    let fragment = function("my/main.frag.glsl", "out vec4 c;\nvoid main() {\n    c = vec4($v);\n}\n");
    let reads = |name| fragment.bind("v", Binding::varying(name, GlslType::Float)).unwrap();
    let uniform = fragment.bind("v", Binding::uniform("a_value", GlslType::Float)).unwrap();
    let twice = function(
        "my/twice.frag.glsl",
        "uniform float u_k;\nout vec4 c;\nvoid main() {\n    c = vec4(u_k + $k.x);\n}\n",
    )
    .bind("k", Binding::uniform("u_k", GlslType::Vec2));
    let not_main = function("my/f.glsl", "float f() { return 1.0; }");
    let error = |vertex: &Function, fragment: &Function| compose_error(vertex, fragment).to_string();
    let reports = sheet([
        ("varying that is not written", error(&vertex(GlslType::Float), &reads("v_other"))),
        ("varying of another type", error(&vertex(GlslType::Vec2), &reads("v_value"))),
        ("one name for two things", error(&vertex(GlslType::Float), &uniform)),
        ("one uniform, two types", fragment_error(&twice.unwrap())),
        ("no main", fragment_error(&not_main)),
    ]);
    insta::assert_snapshot!(reports);
}

#[test]
fn errors_tell_programs_where() {
    let error = Snippet::new("my/x.glsl", "// one\n// two\nfloat f( { }").unwrap_err();
    assert_eq!((error.snippet(), error.line()), (Some("my/x.glsl"), Some(3)));
    assert!(matches!(error.kind(), ComposeErrorKind::Syntax { .. }));
    assert!(error.colored().contains('\u{1b}') && !error.to_string().contains('\u{1b}'));
}

#[test]
fn nesting_of_functions_is_bounded() {
    let mut f = function("t/leaf.glsl", "float f(float x) { return x; }");
    let refused = (0..400).find_map(|number| {
        let next = function("t/next.glsl", "float f(float x) { return $g(x) + $k; }");
        match next.bind("k", number as f32).and_then(|next| next.bind("g", &f)) {
            Ok(next) => {
                f = next;
                None
            }
            Err(error) => Some(error),
        }
    });
    assert!(matches!(refused.unwrap().kind(), ComposeErrorKind::TooDeep { limit: 256 }));
}

/// Pieces of GLSL, whole and broken, that make texts which are almost right.
const PIECES: [&str; 36] = [
    "float",
    "vec4",
    "void",
    "struct",
    "S",
    "f",
    "main",
    "x",
    "$a",
    "$",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    ";",
    ",",
    "=",
    "+",
    "--",
    "!",
    "?",
    ":",
    ".",
    "1.0",
    "2",
    "if",
    "else",
    "for",
    "return",
    "\n#ifdef A\n",
    "\n#endif\n",
    "\n#define M(x) x\n",
    "// c\n",
    "/*",
];

proptest! {
    #[test]
    fn no_text_panics(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40)) {
        let text = pieces.join(" ");
        if let Err(error) = Snippet::new("soup.glsl", text) {
            prop_assert!(!error.to_string().is_empty());
        }
    }

    #[test]
    fn no_characters_panic(text in "[ -~\\n\u{e9}\u{1f600}]{0,60}") {
        if let Err(error) = Snippet::new("soup.glsl", text) {
            prop_assert!(!error.to_string().is_empty());
        }
    }
}
