//! GLSL written elsewhere: libraries of functions from npm are bound as they are, composed, compiled and run.
//!
//! They are downloaded into the target folder, and nothing of them is kept in the repository. Without npm, or offline, the
//! tests say so and are skipped.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use vispy_visuals::Device;
use vispy_visuals::device::ProgramSpec;
use vispy_visuals::shaders::{Binding, Function, GlslType, Snippet};

use crate::evaluate::{contexts, evaluate, function};

/// Packages and versions, all under the MIT licence.
const PACKAGES: [(&str, &str); 4] =
    [("glsl-noise", "0.0.0"), ("glsl-easings", "1.0.0"), ("glsl-rotate", "2.0.1"), ("glsl-blend", "1.0.3")];

/// The folder with a package's files, downloaded at the first use; the reason where that cannot be.
fn package(name: &str, version: &str) -> Result<PathBuf, String> {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("npm");
    let folder = root.join(format!("{name}-{version}"));
    if folder.join("package").is_dir() {
        return Ok(folder.join("package"));
    }
    // Several tests may do this at once: each unpacks into its own folder, and the first gives it its name.
    let own = root.join(format!("{name}-{version}.{}", std::process::id()));
    fs::create_dir_all(&own).map_err(|error| error.to_string())?;
    let run = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).current_dir(&own).output();
        match output {
            Ok(output) if output.status.success() => Ok(()),
            Ok(output) => Err(format!("{program}: {}", String::from_utf8_lossy(&output.stderr).trim())),
            Err(error) => Err(format!("{program}: {error}")),
        }
    };
    let wanted = format!("{name}@{version}");
    run("npm", &["pack", "--silent", "--fetch-retries=1", "--fetch-timeout=20000", &wanted])?;
    run("tar", &["xzf", &format!("{name}-{version}.tgz")])?;
    if fs::rename(&own, &folder).is_err() {
        let _ = fs::remove_dir_all(&own);
    }
    Ok(folder.join("package"))
}

/// All packages, or `None` after the reason was printed.
fn packages() -> Option<Vec<PathBuf>> {
    let found: Result<Vec<PathBuf>, String> =
        PACKAGES.iter().map(|(name, version)| package(name, version)).collect();
    match found {
        Ok(found) => Some(found),
        Err(reason) => {
            println!("skipped: the libraries cannot be downloaded: {reason}");
            None
        }
    }
}

/// All files of GLSL in a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "glsl") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// What a line `#pragma glslify: ...` says after the colon.
fn glslify(line: &str) -> Option<&str> {
    line.trim().strip_prefix("#pragma")?.trim_start().strip_prefix("glslify")?.trim_start().strip_prefix(':')
}

/// The name and the path of `name = require(path)`.
fn import(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = glslify(line)?.split_once('=')?;
    Some((name.trim(), rest.split_once('(')?.1.split_once(')')?.0.trim_matches(['\'', '"', ' '])))
}

/// A module as a function. What it imports becomes placeholders, called where the text calls what is imported; the text is
/// as it was otherwise.
fn module(path: &Path, known: &mut BTreeMap<PathBuf, Function>) -> Function {
    if let Some(function) = known.get(path) {
        return function.clone();
    }
    let source = fs::read_to_string(path).unwrap();
    let imports: Vec<(&str, &str)> = source.lines().filter_map(import).collect();
    let mut text = String::new();
    for line in source.lines() {
        let mut line = line.to_owned();
        if !line.trim_start().starts_with('#') {
            for (name, _) in &imports {
                line = calls_of(name, &line);
            }
        }
        text += &line;
        text.push('\n');
    }
    let exported = source.lines().filter_map(glslify).find_map(|rest| rest.trim().strip_prefix("export("));
    let exported = exported.and_then(|rest| rest.split(')').next()).map_or("", str::trim);
    // Callers get the function with the file's name, which is the one that is exported.
    let name = format!("{}/{exported}.glsl", path.display());
    let snippet = Snippet::new(&name, text).unwrap_or_else(|error| panic!("{error}"));
    let function = imports.iter().fold(Function::new(&snippet), |function, (name, file)| {
        let file = path.with_file_name(format!("{}.glsl", file.trim_start_matches("./")));
        function.bind(name, module(&file, known)).unwrap_or_else(|error| panic!("{error}"))
    });
    known.insert(path.to_owned(), function.clone());
    function
}

/// A line in which every call of `name` is one of the placeholder `$name`.
fn calls_of(name: &str, line: &str) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(name) {
        let (before, after) = (&rest[..at], &rest[at + name.len()..]);
        let whole = !before.ends_with(is_word) && after.trim_start().starts_with('(');
        out += before;
        out += if whole { "$" } else { "" };
        out += name;
        rest = after;
    }
    out + rest
}

/// Every module of all packages by its path below them: `glsl-noise-0.0.0/package/simplex/2d.glsl` is `simplex/2d`.
fn modules(folders: &[PathBuf]) -> BTreeMap<String, Function> {
    let mut known = BTreeMap::new();
    let mut found = BTreeMap::new();
    for folder in folders {
        for path in files(folder) {
            let name = path.strip_prefix(folder).unwrap().with_extension("").display().to_string();
            found.insert(name, module(&path, &mut known));
        }
    }
    found
}

/// The call of a function with uniforms for its arguments, as a sum of components.
fn call(number: usize, function: &Function) -> Option<(String, Vec<(String, Binding)>)> {
    let (result, parameters) = function.snippet().entry_types()?;
    let mut bindings = vec![(format!("f_{number}"), Binding::from(function))];
    for (at, ty) in parameters.iter().enumerate() {
        let name = format!("u_{number}_{at}");
        bindings.push((format!("a_{number}_{at}"), Binding::uniform(&name, *ty)));
    }
    let arguments: Vec<String> = (0..parameters.len()).map(|at| format!("$a_{number}_{at}")).collect();
    let called = format!("$f_{number}({})", arguments.join(", "));
    let sum = match result {
        GlslType::Float => called,
        GlslType::Vec2 | GlslType::Vec3 | GlslType::Vec4 => format!("{called}.x"),
        GlslType::Mat2 | GlslType::Mat3 | GlslType::Mat4 => format!("{called}[0][0]"),
        _ => return None,
    };
    Some((sum, bindings))
}

/// A program that calls all of these functions.
fn program<'a>(functions: impl IntoIterator<Item = &'a Function>) -> (usize, ProgramSpec) {
    let calls: Vec<_> =
        functions.into_iter().enumerate().filter_map(|(number, function)| call(number, function)).collect();
    let sums: Vec<String> = calls.iter().map(|(sum, _)| format!("    sum += {sum};\n")).collect();
    let text = format!(
        "out vec4 color;\nvoid main() {{\n    float sum = 0.0;\n{}    color = vec4(sum);\n}}\n",
        sums.concat()
    );
    let bindings = calls.iter().flat_map(|(_, bindings)| bindings.iter().cloned());
    let fragment = bindings.fold(function(&text), |main, (name, binding)| {
        main.bind(&name, binding).unwrap_or_else(|error| panic!("{error}"))
    });
    let vertex = function("void main() { gl_Position = vec4(0.0); }");
    (calls.len(), ProgramSpec { vertex, fragment, label: "libraries" })
}

#[test]
fn libraries_from_npm_are_bound_composed_and_compiled() {
    let Some(folders) = packages() else { return };
    let modules = modules(&folders);
    let mut bound = 0;
    for mut headless in contexts() {
        let ctx = headless.make_current().unwrap();
        bound = 0;
        for (name, function) in &modules {
            let (calls, spec) = program([function]);
            bound += calls;
            let program = Device::with(ctx, |ctx, device| device.program(ctx, &spec));
            let program = program.unwrap_or_else(|error| panic!("{name}: {error}"));
            ctx.link(&program).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
        // Names such as `mod289` and `permute` are in many of them: all in one program keep apart.
        let (_, spec) = program(modules.values());
        let program = Device::with(ctx, |ctx, device| device.program(ctx, &spec));
        let program = program.unwrap_or_else(|error| panic!("all: {error}"));
        ctx.link(&program).unwrap_or_else(|error| panic!("all: {error}"));
    }
    println!("{} modules of {} packages, {bound} of them called", modules.len(), PACKAGES.len());
    assert!(modules.len() > 70, "{} modules", modules.len());
}

#[test]
fn functions_from_npm_compute_what_they_are_for() {
    let Some(folders) = packages() else { return };
    let modules = modules(&folders);
    let of = |name: &str| {
        modules.get(name).unwrap_or_else(|| panic!("no module {name}: {:?}", modules.keys())).clone()
    };
    let text = "vec4 f(vec4 a, vec4 b) {\n    vec2 turned = $rotate(a.xy, b.x);\n    \
        return vec4($cubic(a.z), $mixed(a.xyz, b.yyy).z, turned);\n}\n";
    let evaluated = function(text)
        .bind("rotate", of("rotate"))
        .and_then(|f| f.bind("cubic", of("cubic-in")))
        .and_then(|f| f.bind("mixed", of("multiply")))
        .unwrap_or_else(|error| panic!("{error}"));
    let bounce =
        function("vec4 f(vec4 a, vec4 b) {\n    return vec4($in(a.x), $inout(a.x), $noise(b.xy), 0.0);\n}\n")
            .bind("in", of("bounce-in"))
            .and_then(|f| f.bind("inout", of("bounce-in-out")))
            .and_then(|f| f.bind("noise", of("simplex/2d")))
            .unwrap_or_else(|error| panic!("{error}"));
    for mut headless in contexts() {
        let quarter = std::f32::consts::FRAC_PI_2;
        let [found] =
            evaluate(&mut headless, &evaluated, &[[[1.0, 0.0, 0.5, 0.0], [quarter, 0.25, 0.0, 0.0]]])[..]
        else {
            panic!("one value each")
        };
        // Half cubed; half of a quarter; the x axis turned onto the y axis, either way round.
        let expected = [0.125, 0.125, 0.0, found[3].signum()];
        assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-6), "{found:?}");
        let ends =
            evaluate(&mut headless, &bounce, &[[[0.0; 4], [0.0; 4]], [[1.0; 4], [0.3, 0.7, 0.0, 0.0]]]);
        let near = |a: f32, b: f32| (a - b).abs() < 1e-5;
        assert!(near(ends[0][0], 0.0) && near(ends[0][1], 0.0) && near(ends[0][2], 0.0), "{ends:?}");
        assert!(near(ends[1][0], 1.0) && near(ends[1][1], 1.0), "{ends:?}");
        assert!(ends[1][2].abs() > 0.01 && ends[1][2].abs() <= 1.0, "noise is between -1 and 1: {ends:?}");
    }
}
