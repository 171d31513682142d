//! Composed texts, names, chains, hooks, keys and the source map; no driver is needed.

use proptest::prelude::*;
use vispy_visuals::shaders::{
    Binding, ComposeCaps, ComposeError, ComposedProgram, ConstTable, Dialect, Function, FunctionChain,
    GlslType, ShaderCache, Snippet, Stage, Stages, StructureKey, compose, dump, library,
};

const VERTEX: &str = "\
// main: place a line's vertices.
//
// $position: vec2, visual frame.  $transform: vec2 to vec2, visual to render frame.
void main() {
    vec2 position = $transform($position); // render frame
    $distance = $side * $half_width;
    gl_Position = vec4(position, 0.0, 1.0);
}
";

const FRAGMENT: &str = "\
// main: colour a line's fragments.
// requires: lib/antialias/stroke_coverage.glsl

// fragment_post: the last change of the colour; premultiplied, sRGB-encoded.
vec4 fragment_post(vec4 color);

out vec4 frag_color;

void main() {
    float coverage = stroke_coverage($distance, $half_width);
    frag_color = fragment_post($color * coverage);
}
";

fn snippet(name: &str, source: &str) -> Snippet {
    Snippet::new(name, source.to_owned()).unwrap_or_else(|error| panic!("{error}"))
}

fn function(name: &str, source: &str) -> Function {
    Function::new(&snippet(name, source))
}

fn library_function(path: &str) -> Function {
    Function::new(&library::snippet(path).unwrap_or_else(|error| panic!("{error}")))
}

/// A transform of a point in the plane, with its scale and offset in a uniform.
fn st_transform(uniform: &str) -> Result<Function, ComposeError> {
    function(
        "test/st.glsl",
        "// requires: lib/math/scale_translate.glsl\nvec2 st(vec2 p) { return scale_translate(p, $st); }",
    )
    .bind("st", Binding::uniform(uniform, GlslType::Vec4))
}

fn line() -> Result<(Function, Function), ComposeError> {
    let vertex = function("test/line/main.vert.glsl", VERTEX)
        .bind("position", Binding::attribute("a_position", GlslType::Vec2))?
        .bind("side", Binding::attribute("a_side", GlslType::Float))?
        .bind("half_width", Binding::uniform("u_half_width", GlslType::Float))?
        .bind("distance", Binding::varying("v_distance", GlslType::Float))?
        .bind("transform", st_transform("u_st")?)?;
    let fragment = function("test/line/main.frag.glsl", FRAGMENT)
        .bind("distance", Binding::varying("v_distance", GlslType::Float))?
        .bind("half_width", Binding::uniform("u_half_width", GlslType::Float))?
        .bind("color", [1.0, 0.5, 0.0, 1.0])?;
    Ok((vertex, fragment))
}

fn compose_pair(vertex: &Function, fragment: &Function, dialect: Dialect) -> ComposedProgram {
    let stages = Stages { vertex, fragment };
    compose(&stages, dialect, &ComposeCaps::new()).unwrap_or_else(|error| panic!("{error}"))
}

/// Composes a fragment main with a vertex stage that does nothing.
fn compose_fragment(fragment: &Function) -> ComposedProgram {
    compose_pair(&function("test/none.vert.glsl", "void main() {}"), fragment, Dialect::Es300)
}

fn both(program: &ComposedProgram) -> String {
    format!("{}=====\n{}", program.vertex, program.fragment)
}

#[test]
fn a_line_in_es_300() {
    let (vertex, fragment) = line().unwrap();
    insta::assert_snapshot!(both(&compose_pair(&vertex, &fragment, Dialect::Es300)));
}

#[test]
fn a_line_in_gl_330() {
    let (vertex, fragment) = line().unwrap();
    insta::assert_snapshot!(both(&compose_pair(&vertex, &fragment, Dialect::Gl330)));
}

#[test]
fn the_interface_of_a_line() {
    let (vertex, fragment) = line().unwrap();
    let interface = compose_pair(&vertex, &fragment, Dialect::Es300).interface;
    let names = |variables: &[vispy_visuals::shaders::Variable]| -> Vec<String> {
        variables.iter().map(|variable| format!("{} {}", variable.ty, variable.name)).collect()
    };
    assert_eq!(names(&interface.uniforms), ["float u_half_width", "vec4 u_st"]);
    assert_eq!(names(&interface.attributes), ["vec2 a_position", "float a_side"]);
    assert_eq!(names(&interface.outputs), ["vec4 frag_color"]);
    assert!(interface.samplers.is_empty() && interface.blocks.is_empty());
    assert_eq!(interface.varyings.len(), 1);
    assert_eq!(interface.uniform("u_st").map(|variable| variable.ty), Some(GlslType::Vec4));
}

#[test]
fn textures_arrays_and_blocks() {
    let fragment = function(
        "test/image.frag.glsl",
        "layout(std140) uniform Rows {\n    vec4 rows[64];\n};\nuniform float u_gain;\nout vec4 frag_color;\n\
         void main() {\n    float value = texelFetch($image, ivec3(0), 0).r * u_gain * $weights[1];\n    \
         frag_color = $lookup($colormap, value) + rows[2];\n}\n",
    )
    .bind("image", Binding::texture("u_image", GlslType::Sampler2DArray))
    .and_then(|f| f.bind("weights", Binding::uniform_array("u_weights", GlslType::Float, 3)))
    .and_then(|f| f.bind("colormap", Binding::texture("u_colormap", GlslType::Sampler2D)))
    .and_then(|f| {
        let lookup = library_function("lib/colormaps/colormap_lookup.glsl");
        f.bind("lookup", lookup.bind("bad_color", [0.0; 4])?)
    })
    .unwrap_or_else(|error| panic!("{error}"));
    let program = compose_fragment(&fragment);
    assert_eq!(program.interface.samplers.len(), 2);
    assert_eq!(program.interface.blocks, ["Rows"]);
    assert_eq!(program.interface.uniform("u_weights").and_then(|variable| variable.len), Some(3));
    insta::assert_snapshot!(program.fragment);
}

#[test]
fn functions_of_one_name_get_numbers() {
    let blend = "vec4 blend(vec4 a) {\n    vec4 blend_1 = a; // hides nothing\n    return $k * blend_1;\n}";
    let main = "out vec4 c;\nvoid main() {\n    float blend_2 = 1.0;\n    c = $f(vec4(blend_2)) + $g(vec4(1.0)) + $h(vec4(0.0));\n}";
    let other = "float blend(float x) { return x; }\nvec4 other(vec4 v) { return v * blend(v.x); }";
    let fragment = function("test/names.frag.glsl", main)
        .bind("f", function("a/blend.glsl", blend).bind("k", 1.0).unwrap())
        .and_then(|f| f.bind("g", function("a/blend.glsl", blend).bind("k", 2.0)?))
        .and_then(|f| f.bind("h", function("a/other.glsl", other)))
        .unwrap();
    insta::assert_snapshot!(compose_fragment(&fragment).fragment);
}

#[test]
fn equal_functions_are_written_once() {
    let main = "out vec4 c;\nvoid main() { c = vec4($f(vec2(0.0)), $g(vec2(1.0))); }";
    let fragment = function("test/once.frag.glsl", main)
        .bind("f", st_transform("u_st").unwrap())
        .and_then(|f| f.bind("g", st_transform("u_st")?))
        .unwrap();
    let text = compose_fragment(&fragment).fragment;
    assert_eq!(text.matches("vec2 st(vec2 p)").count(), 1, "{text}");
    assert_eq!(text.matches("vec2 scale_translate(").count(), 1, "{text}");
}

#[test]
fn structures_constants_and_locals_follow_their_names() {
    let lens = "struct Lens { float power; };\nconst float LIMIT = 2.0;\n\
                float lens(float x) {\n    Lens lens = Lens(x);\n    float LIMIT_COPY = LIMIT;\n    \
                { float LIMIT = lens.power; x = LIMIT; }\n    return min(x, LIMIT) * $k;\n}";
    let main = "out vec4 c;\nvoid main() { c = vec4($f(0.5), $g(0.5), 0.0, 1.0); }";
    let fragment = function("test/structs.frag.glsl", main)
        .bind("f", function("a/lens.glsl", lens).bind("k", 1.0).unwrap())
        .and_then(|f| f.bind("g", function("a/lens.glsl", lens).bind("k", 2.0)?))
        .unwrap();
    insta::assert_snapshot!(compose_fragment(&fragment).fragment);
}

#[test]
fn a_function_is_not_hidden_by_its_callers_locals() {
    let main = "out vec4 c;\nvoid main() {\n    float gain = 2.0;\n    c = vec4(gain * $f(1.0));\n}";
    let gain = function("a/gain.glsl", "float gain(float x) { return x; }");
    let text = compose_fragment(&function("test/hidden.frag.glsl", main).bind("f", gain).unwrap()).fragment;
    assert!(text.contains("float gain_1(float x)") && text.contains("gain * gain_1(1.0)"), "{text}");
}

#[test]
fn chains_hooks_and_expressions() {
    let (vertex, fragment) = line().unwrap();
    let polar = function(
        "test/polar.glsl",
        "// requires: lib/math/pi.glsl\nvec2 polar(vec2 p) {\n    float angle = 2.0 * PI * p.x;\n    \
         return p.y * vec2(cos(angle), sin(angle));\n}\n",
    );
    let chain = FunctionChain::new("line_transform")
        .with(0, &polar)
        .with(1, &st_transform("u_inner").unwrap())
        .with(2, &st_transform("u_outer").unwrap());
    let vertex = vertex.bind("transform", chain.to_function().unwrap()).unwrap();
    let gamma = function("test/gamma.glsl", "vec4 gamma(vec4 c) { return pow(c, vec4($exponent)); }")
        .bind("exponent", Function::expression("exponent", GlslType::Float, "2.0 * $half").unwrap())
        .map_err(|error| panic!("{error}"));
    assert!(gamma.is_ok());
    let half = Function::expression("exponent", GlslType::Float, "2.0 * $half_value").unwrap();
    let half = half.bind("half_value", Binding::uniform("u_gamma", GlslType::Float)).unwrap();
    let gamma = gamma.unwrap().bind("exponent", half).unwrap();
    let invert = function("test/invert.glsl", "vec4 invert(vec4 c) { return vec4(c.a - c.rgb, c.a); }");
    let hook = FunctionChain::new("fragment_post").with(8, &invert).with(5, &gamma);
    let fragment = fragment.with_hook("fragment_post", &hook).unwrap();
    insta::assert_snapshot!(both(&compose_pair(&vertex, &fragment, Dialect::Es300)));
}

#[test]
fn one_function_in_a_hook_needs_no_wrapper_and_an_empty_chain_none_at_all() {
    let (vertex, fragment) = line().unwrap();
    let invert = function("test/invert.glsl", "vec4 invert(vec4 c) { return vec4(c.a - c.rgb, c.a); }");
    let one = fragment.with_hook("fragment_post", &FunctionChain::new("post").with(0, &invert)).unwrap();
    let text = compose_pair(&vertex, &one, Dialect::Es300).fragment;
    assert!(text.contains("frag_color = invert(vec4(1.0, 0.5, 0.0, 1.0) * coverage);"), "{text}");
    let none = one.with_hook("fragment_post", &FunctionChain::new("post")).unwrap();
    assert_eq!(none, fragment);
}

#[test]
fn what_only_an_unbound_hook_reads_needs_no_binding() {
    let main = "\
vec4 fragment_post(vec4 color, float depth);
void note(float depth);

out vec4 frag_color;

void main() {
    note($depth);
    frag_color = fragment_post(vec4($level * 2.0), $distance($depth));
}
";
    let bare = function("test/reads.frag.glsl", main).bind("level", 0.5).unwrap();
    let text = compose_fragment(&bare).fragment;
    assert!(text.contains("    frag_color = vec4(0.5 * 2.0);\n"), "{text}");
    assert!(!bare.offers("fragment_post") && bare.offers("note") == bare.binding("depth").is_some());
    let distance = function("test/twice.glsl", "float twice(float depth) { return 2.0 * depth; }");
    let rich = bare
        .bind("depth", Binding::uniform("u_depth", GlslType::Float))
        .and_then(|main| main.bind("distance", distance))
        .unwrap();
    assert!(rich.offers("fragment_post") && rich.offers("note") && !rich.offers("vertex_post"));
    assert_eq!(compose_fragment(&rich).fragment, text, "no uniform and no function of what is not read");
    let fade = function("test/fade.glsl", "vec4 fade(vec4 color, float depth) { return color / depth; }");
    let chain = FunctionChain::new("post").with(0, &fade);
    let hooked = compose_fragment(&rich.with_hook("fragment_post", &chain).unwrap()).fragment;
    assert!(hooked.contains("frag_color = fade(vec4(0.5 * 2.0), twice(u_depth));"), "{hooked}");
    let error = compose(
        &Stages {
            vertex: &function("test/none.vert.glsl", "void main() {}"),
            fragment: &bare.with_hook("fragment_post", &chain).unwrap(),
        },
        Dialect::Es300,
        &ComposeCaps::new(),
    );
    assert!(error.unwrap_err().to_string().contains("nothing is bound to it"));
}

#[test]
fn hooks_that_are_not_bound_leave_no_code() {
    let main = "\
void fragment_pre();
void fragment_end(vec4 c, vec2 p);
float level(float value, vec2 p);
vec4 fragment_post(vec4 color, vec2 p);

out vec4 frag_color;

void main() {
    fragment_pre();
    float x = 2.0 * level(1.0 + 2.0, vec2(fragment_post(vec4(0.0), vec2(0.0))));
    if (x > 1.0) fragment_end(vec4(x), vec2(x));
    frag_color = fragment_post(vec4(x), gl_FragCoord.xy);
}
";
    let bare = function("test/hooks.frag.glsl", main);
    let count = function("test/count.glsl", "float count(float v) { return v + 1.0; }");
    let begin = function("test/begin.glsl", "void begin() {}");
    let bound = bare
        .with_hook("level", &FunctionChain::new("level").with(0, &count))
        .and_then(|f| f.with_hook("fragment_pre", &FunctionChain::new("pre").with(0, &begin)))
        .unwrap();
    let texts = format!("{}=====\n{}", compose_fragment(&bare).fragment, compose_fragment(&bound).fragment);
    insta::assert_snapshot!(texts);
}

#[test]
fn constants_have_one_source() {
    const SQUARE: i32 = 3;
    let table = ConstTable::new().with("MARKER_DISC", 0).unwrap().with("MARKER_SQUARE", SQUARE).unwrap();
    let main = "out vec4 c;\nvoid main() { c = vec4($code == MARKER_SQUARE ? 1.0 : 0.0); }";
    let fragment = function("test/constants.frag.glsl", main)
        .bind("code", Binding::uniform("u_code", GlslType::Int))
        .unwrap()
        .with_constants(&table)
        .unwrap();
    let text = compose_fragment(&fragment).fragment;
    assert!(text.contains("// constants\nconst int MARKER_SQUARE = 3;\n"), "{text}");
    assert!(!text.contains("MARKER_DISC"), "{text}");
}

#[test]
fn conditionals_are_decided_by_dialect_and_capabilities() {
    let main = "\
#extension GL_EXT_shader_texture_lod : enable
#define TWICE(x) ((x) + (x))
out vec4 c;
void main() {
#ifdef GL_ES
    float y = 1.0;
#else
    float y = $desktop_only;
#endif
#if FAST > 1
    c = vec4(TWICE($k));
#else
    c = vec4(y * $k);
#endif
}
";
    let fragment = function("test/conditional.frag.glsl", main).bind("k", 0.5).unwrap();
    let vertex = function("test/none.vert.glsl", "void main() {}");
    let stages = Stages { vertex: &vertex, fragment: &fragment };
    let fast = ComposeCaps::new().with_flag("FAST", 2).unwrap();
    let slow = ComposeCaps::new();
    let text = |caps| compose(&stages, Dialect::Es300, caps).map(|program| program.fragment);
    let texts = format!("{}=====\n{}", text(&slow).unwrap(), text(&fast).unwrap());
    insta::assert_snapshot!(texts);
    assert!(compose(&stages, Dialect::Gl330, &slow).is_err(), "$desktop_only is unbound there");
    let key = |caps| StructureKey::new(&stages, Dialect::Es300, caps);
    assert_ne!(key(&slow), key(&fast));
}

#[test]
fn the_source_map_leads_back_to_the_snippet() {
    let (vertex, fragment) = line().unwrap();
    let program = compose_pair(&vertex, &fragment, Dialect::Es300);
    let line_of = |text: &str, needle: &str| text.lines().position(|line| line.contains(needle)).unwrap() + 1;
    for (stage, needle, name, source) in [
        (Stage::Vertex, "vec2 position = st(a_position);", "test/line/main.vert.glsl", "vec2 position ="),
        (Stage::Vertex, "return p * st.xy + st.zw;", "lib/math/scale_translate.glsl", "return p * st.xy"),
        (Stage::Fragment, "frag_color = ", "test/line/main.frag.glsl", "frag_color = "),
        (Stage::Fragment, "return clamp(high - low", "lib/antialias/stroke_coverage.glsl", "return clamp"),
    ] {
        let found = program.locate(stage, line_of(program.text(stage), needle)).unwrap();
        assert_eq!(&*found.snippet, name);
        let snippet_text = match name {
            "test/line/main.vert.glsl" => VERTEX.to_owned(),
            "test/line/main.frag.glsl" => FRAGMENT.to_owned(),
            path => library::snippet(path).unwrap().source().to_owned(),
        };
        assert_eq!(found.line as usize, line_of(&snippet_text, source), "{needle}");
    }
    assert_eq!(program.locate(Stage::Vertex, 1), None);
    assert_eq!(program.locate(Stage::Vertex, 0), None);
    assert_eq!(program.locate(Stage::Vertex, 10_000), None);
}

#[test]
fn keys_follow_the_structure_and_nothing_else() {
    let (vertex, fragment) = line().unwrap();
    let key = |vertex: &Function, fragment: &Function, dialect| {
        StructureKey::new(&Stages { vertex, fragment }, dialect, &ComposeCaps::new())
    };
    let base = key(&vertex, &fragment, Dialect::Es300);
    let (again, other) = line().unwrap();
    assert_eq!(base, key(&again, &other, Dialect::Es300));
    assert_ne!(base, key(&vertex, &fragment, Dialect::Gl330));
    let flag = ComposeCaps::new().with_flag("X", 1).unwrap();
    let stages = Stages { vertex: &vertex, fragment: &fragment };
    assert_eq!(base, StructureKey::new(&stages, Dialect::Es300, &flag), "no snippet has conditionals");
    for changed in [
        fragment.bind("color", [1.0, 0.5, 0.0, 0.5]),
        fragment.bind("color", Binding::uniform("u_color", GlslType::Vec4)),
        fragment.bind("half_width", Binding::uniform("u_width", GlslType::Float)),
    ] {
        assert_ne!(base, key(&vertex, &changed.unwrap(), Dialect::Es300));
    }
}

#[test]
fn a_cache_makes_each_program_once_and_keeps_no_failure() {
    let (vertex, fragment) = line().unwrap();
    let stages = Stages { vertex: &vertex, fragment: &fragment };
    let mut cache: ShaderCache<String> = ShaderCache::new().with_dump_folder(None);
    let caps = ComposeCaps::new();
    let refused = cache.get_or_compose(&stages, Dialect::Es300, &caps, |_| {
        Err::<String, ComposeError>(Snippet::new("bad", "void").unwrap_err())
    });
    assert!(refused.is_err());
    for _ in 0..2 {
        let found = cache.get_or_compose(&stages, Dialect::Es300, &caps, |program| {
            Ok::<_, ComposeError>(program.vertex_name)
        });
        assert_eq!(found.unwrap(), "test/line/main.vert.glsl");
    }
    let stats = cache.stats();
    assert_eq!((stats.programs, stats.hits, stats.misses), (1, 1, 2));
    cache.clear();
    assert_eq!(cache.stats().programs, 0);
}

#[test]
fn dumped_texts_have_stable_names() {
    let (vertex, fragment) = line().unwrap();
    let program = compose_pair(&vertex, &fragment, Dialect::Es300);
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("dumped_texts");
    let [first, second] = dump(&program, &folder).unwrap();
    assert_eq!(std::fs::read_to_string(&first).unwrap(), program.vertex);
    assert_eq!(std::fs::read_to_string(&second).unwrap(), program.fragment);
    let name = first.file_name().unwrap().to_string_lossy().into_owned();
    assert!(name.starts_with("test-line-main-vert-glsl.") && name.ends_with(".es300.vert"), "{name}");
    assert_eq!(dump(&program, &folder).unwrap(), [first, second]);
}

/// A random tree of functions over a few snippets whose names clash on purpose.
fn tree() -> impl Strategy<Value = Function> {
    let leaf = prop_oneof![
        (-1e3_f32..1e3).prop_map(|k| function("t/leaf.glsl", "float f(float f_1) { return f_1 * $k; }")
            .bind("k", k)
            .unwrap_or_else(|error| panic!("{error}"))),
        (0..4_u8).prop_map(|number| {
            function("t/uniform.glsl", "float f(float x) { float f_2 = x; return f_2 + $u; }")
                .bind("u", Binding::uniform(&format!("u_{number}"), GlslType::Float))
                .unwrap_or_else(|error| panic!("{error}"))
        }),
    ];
    leaf.prop_recursive(5, 24, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| {
                function(
                    "t/sum.glsl",
                    "const float C = 0.5;\nfloat f(float x) { float C = C; return $a(x) + $b($a(C)); }",
                )
                .bind("a", a)
                .and_then(|f| f.bind("b", b))
                .unwrap_or_else(|error| panic!("{error}"))
            }),
            (inner.clone(), inner).prop_map(|(a, b)| {
                FunctionChain::new("f")
                    .with(1, &a)
                    .with(0, &b)
                    .to_function()
                    .unwrap_or_else(|error| panic!("{error}"))
            }),
        ]
    })
}

proptest! {
    #[test]
    fn random_trees_compose_and_parse_again(root in tree()) {
        let main = function("t/main.frag.glsl", "out vec4 c;\nvoid main() { c = vec4($f(0.25)); }").bind("f", root);
        let program = compose_fragment(&main.map_err(|error| TestCaseError::fail(error.to_string()))?);
        let text = program.fragment.replace("#version 300 es\n", "");
        Snippet::new("again", text.clone()).map_err(|error| TestCaseError::fail(format!("{text}\n{error}")))?;
        prop_assert!(!text.contains('$') && !text.contains("__"));
        // Every function has a name of its own.
        let mut names: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("float ")).collect();
        names.sort_unstable();
        let heads: Vec<&str> = names.iter().filter_map(|line| line.split('(').next()).collect();
        prop_assert!(heads.windows(2).all(|pair| pair[0] != pair[1]), "{}", text);
    }
}
