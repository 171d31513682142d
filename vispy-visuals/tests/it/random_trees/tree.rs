//! A tree of small functions, its value, and the shader function that it becomes.

use std::fmt;

use vispy_gloo::Program;
use vispy_visuals::shaders::GlslType::{Float, Int, Vec2, Vec3, Vec4};
use vispy_visuals::shaders::{Binding, ConstTable, Function, FunctionChain, GlslType, Snippet, Varying};

/// The types of values.
const TYPES: [GlslType; 5] = [Float, Vec2, Vec3, Vec4, Int];

/// The deepest that trees grow.
const MOST_DEPTH: usize = 6;

/// Varyings of a program besides those of the trees themselves: drivers have 15 at least.
const MOST_VARYINGS: usize = 8;

/// Numbers of a type; those beyond its components are 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Value {
    ty: GlslType,
    numbers: [f64; 4],
}

impl Value {
    pub(crate) fn float(x: f64) -> Self {
        Self::new(Float, |_| x)
    }

    fn new(ty: GlslType, number: impl Fn(usize) -> f64) -> Self {
        let mut numbers = [0.0; 4];
        for (index, slot) in numbers.iter_mut().enumerate().take(count(ty)) {
            *slot = number(index);
        }
        Self { ty, numbers }
    }

    /// As the shader writes it into its pixel.
    pub(crate) fn four(self) -> [f32; 4] {
        self.numbers.map(|number| number as f32)
    }

    pub(crate) fn constant(self) -> Binding {
        let [x, y, z, w] = self.four();
        match self.ty {
            Vec2 => [x, y].into(),
            Vec3 => [x, y, z].into(),
            Vec4 => [x, y, z, w].into(),
            Int => (x as i32).into(),
            _ => x.into(),
        }
    }

    pub(crate) fn set(self, program: &mut Program, name: &str) {
        let [x, y, z, w] = self.four();
        let set = match self.ty {
            Vec2 => program.set_uniform(name, [x, y]),
            Vec3 => program.set_uniform(name, [x, y, z]),
            Vec4 => program.set_uniform(name, [x, y, z, w]),
            Int => program.set_uniform(name, x as i32),
            _ => program.set_uniform(name, x),
        };
        set.unwrap_or_else(|error| panic!("{error}"));
    }
}

fn count(ty: GlslType) -> usize {
    match ty {
        Vec2 => 2,
        Vec3 => 3,
        Vec4 => 4,
        _ => 1,
    }
}

/// Four components of an expression.
pub(crate) fn widened(ty: GlslType, expression: &str) -> String {
    match ty {
        Vec2 => format!("vec4({expression}, 0.0, 0.0)"),
        Vec3 => format!("vec4({expression}, 0.0)"),
        Vec4 => expression.to_owned(),
        Int => format!("vec4(float({expression}), 0.0, 0.0, 0.0)"),
        _ => format!("vec4({expression}, 0.0, 0.0, 0.0)"),
    }
}

/// An operation: in GLSL, with `A` and `B` for its operands, and here.
struct Op {
    result: GlslType,
    operands: &'static [GlslType],
    glsl: &'static str,
    cpu: fn(&[Value], usize) -> f64,
}

/// The component of an operand, that of a number for all components.
fn at(value: Value, index: usize) -> f64 {
    value.numbers[if value.ty == Float { 0 } else { index }]
}

const fn op(
    result: GlslType,
    operands: &'static [GlslType],
    glsl: &'static str,
    cpu: fn(&[Value], usize) -> f64,
) -> Op {
    Op { result, operands, glsl, cpu }
}

fn minus(v: &[Value], i: usize) -> f64 {
    (at(v[0], i) - at(v[1], i)).clamp(-512.0, 512.0)
}

fn times(v: &[Value], i: usize) -> f64 {
    (at(v[0], i) * at(v[1], i)).floor().clamp(-512.0, 512.0)
}

fn mixed(v: &[Value], i: usize) -> f64 {
    (at(v[0], i) + at(v[1], i) * 0.5).floor().clamp(-512.0, 512.0)
}

fn less(v: &[Value], i: usize) -> f64 {
    if at(v[0], 0) < at(v[1], 0) { at(v[0], i) } else { at(v[1], i) + 1.0 }.clamp(-512.0, 512.0)
}

/// All operations; none gives the same when its operands are exchanged, but for a few values.
const OPS: [Op; 20] = [
    op(Float, &[Float, Float], "clamp(A - B, -512.0, 512.0)", minus),
    op(Float, &[Float, Float], "clamp(floor(A + B * 0.5), -512.0, 512.0)", mixed),
    op(Float, &[Float, Float], "clamp(A < B ? A : B + 1.0, -512.0, 512.0)", less),
    op(Float, &[Vec2, Float], "clamp(A.y - B, -512.0, 512.0)", |v, _| {
        (v[0].numbers[1] - v[1].numbers[0]).clamp(-512.0, 512.0)
    }),
    op(Float, &[Vec3], "A.z", |v, _| v[0].numbers[2]),
    op(Float, &[Vec4], "max(A.w, A[1])", |v, _| v[0].numbers[3].max(v[0].numbers[1])),
    op(Float, &[Int], "float(A)", |v, _| v[0].numbers[0]),
    op(Vec2, &[Float, Float], "vec2(A, B)", |v, i| v[i].numbers[0]),
    op(Vec2, &[Vec2, Vec2], "clamp(A - B, -512.0, 512.0)", minus),
    op(Vec2, &[Vec2, Float], "clamp(floor(A * B), -512.0, 512.0)", times),
    op(Vec2, &[Vec3], "A.zx", |v, i| v[0].numbers[2 - 2 * i]),
    op(Vec3, &[Vec2, Float], "vec3(A, B)", |v, i| if i < 2 { v[0].numbers[i] } else { v[1].numbers[0] }),
    op(Vec3, &[Vec3, Vec3], "clamp(floor(A + B * 0.5), -512.0, 512.0)", mixed),
    op(Vec3, &[Float, Vec3], "clamp(A - B, vec3(-512.0), vec3(512.0))", minus),
    op(Vec4, &[Vec3, Float], "vec4(B, A)", |v, i| if i == 0 { v[1].numbers[0] } else { v[0].numbers[i - 1] }),
    op(Vec4, &[Vec2, Vec2], "vec4(A, B)", |v, i| v[i / 2].numbers[i % 2]),
    op(Vec4, &[Vec4, Vec4], "clamp(A - B, -512.0, 512.0)", minus),
    op(Int, &[Int, Int], "clamp(A * 3 - B, -512, 512)", |v, _| {
        (v[0].numbers[0] * 3.0 - v[1].numbers[0]).clamp(-512.0, 512.0)
    }),
    op(Int, &[Int, Int], "(A & B) - 1", |v, _| {
        f64::from((v[0].numbers[0] as i32 & v[1].numbers[0] as i32) - 1)
    }),
    op(Int, &[Float], "int(floor(A))", |v, _| v[0].numbers[0].floor()),
];

/// How an operation is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// `float f() { return $a - $b; }`
    Values,
    /// `float f() { return $op($a, $b); }`, with a function for the operation.
    Called,
    /// `float f() { float a = $a; ... }`, with local variables whose names are used elsewhere.
    Locals,
    /// An expression.
    Expression,
    /// Parameters go down: `float f(float x) { return $op(x, $b); }`, called with the first operand.
    Passed,
}

const STYLES: [Style; 5] = [Style::Values, Style::Called, Style::Locals, Style::Expression, Style::Passed];

/// Names for functions: few, so that they clash.
const NAMES: [&str; 5] = ["f", "blend", "value", "a", "clamped"];

/// A step in GLSL, and here.
type Step = (&'static str, fn(f64, f64) -> f64);

/// Steps of chains: from a number to a number; each has a constant or a uniform.
const STEPS: [Step; 3] = [
    ("clamp(x - $k, -512.0, 512.0)", |x, k| (x - k).clamp(-512.0, 512.0)),
    ("clamp(floor($k * x), -512.0, 512.0)", |x, k| (k * x).floor().clamp(-512.0, 512.0)),
    ("max(x, $k) - min(x, LIMIT)", |x, k| x.max(k) - x.min(2.0)),
];

/// A tree of functions.
#[derive(Debug, Clone)]
pub(crate) enum Tree {
    Constant(Value),
    Uniform(Value),
    Varying(Value),
    Call {
        op: usize,
        style: Style,
        name: &'static str,
        operands: Vec<Self>,
    },
    /// Steps, each with its number, of which the second may be a uniform's.
    Chain {
        first: Box<Self>,
        steps: Vec<(usize, f64)>,
    },
}

/// Bytes that decide how a tree grows.
struct Bytes<'a>(std::slice::Iter<'a, u8>);

impl Bytes<'_> {
    fn choose(&mut self, count: usize) -> usize {
        usize::from(self.0.next().copied().unwrap_or(0)) % count
    }

    fn number(&mut self) -> f64 {
        self.choose(64) as f64 * 0.25 - 8.0
    }
}

impl Tree {
    /// Grows a tree from bytes; it ends where they end.
    pub(crate) fn grow(bytes: &[u8]) -> Self {
        let mut bytes = Bytes(bytes.iter());
        let ty = TYPES[bytes.choose(TYPES.len())];
        Self::of(ty, &mut bytes, MOST_DEPTH)
    }

    fn of(ty: GlslType, bytes: &mut Bytes<'_>, depth: usize) -> Self {
        let is_leaf = depth == 0 || bytes.0.len() == 0;
        let kind = if is_leaf { bytes.choose(3) } else { bytes.choose(16) + 1 };
        match kind {
            0..=2 => {
                let numbers = [(); 4].map(|()| bytes.number());
                let value = Value::new(ty, |i| if ty == Int { numbers[i].floor() } else { numbers[i] });
                match kind {
                    0 => Self::Constant(value),
                    1 => Self::Uniform(value),
                    _ => Self::Varying(value),
                }
            }
            3 | 4 if ty == Float => {
                let first = Box::new(Self::of(Float, bytes, depth - 1));
                let count = 1 + bytes.choose(3);
                let steps = (0..count).map(|_| (bytes.choose(STEPS.len()), bytes.number())).collect();
                Self::Chain { first, steps }
            }
            _ => {
                let fitting: Vec<usize> = (0..OPS.len()).filter(|index| OPS[*index].result == ty).collect();
                let op = fitting[bytes.choose(fitting.len())];
                let (style, name) = (STYLES[bytes.choose(STYLES.len())], NAMES[bytes.choose(NAMES.len())]);
                let operands = OPS[op].operands.iter().map(|ty| Self::of(*ty, bytes, depth - 1)).collect();
                Self::Call { op, style, name, operands }
            }
        }
    }

    pub(crate) fn ty(&self) -> GlslType {
        match self {
            Self::Constant(value) | Self::Uniform(value) | Self::Varying(value) => value.ty,
            Self::Call { op, .. } => OPS[*op].result,
            Self::Chain { .. } => Float,
        }
    }

    pub(crate) fn depth(&self) -> usize {
        match self {
            Self::Constant(_) | Self::Uniform(_) | Self::Varying(_) => 1,
            Self::Call { operands, .. } => 1 + operands.iter().map(Self::depth).max().unwrap_or(0),
            Self::Chain { first, steps } => first.depth() + steps.len(),
        }
    }

    /// The value, without a GPU.
    pub(crate) fn value(&self) -> Value {
        match self {
            Self::Constant(value) | Self::Uniform(value) | Self::Varying(value) => *value,
            Self::Call { op, operands, .. } => {
                let values: Vec<Value> = operands.iter().map(Self::value).collect();
                Value::new(OPS[*op].result, |index| (OPS[*op].cpu)(&values, index))
            }
            Self::Chain { first, steps } => {
                let start = first.value().numbers[0];
                Value::float(steps.iter().fold(start, |x, (step, k)| (STEPS[*step].1)(x, *k)))
            }
        }
    }
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Constant(value) => write!(f, "{:?}", &value.numbers[..count(value.ty)]),
            Self::Uniform(value) => write!(f, "uniform {:?}", &value.numbers[..count(value.ty)]),
            Self::Varying(value) => write!(f, "varying {:?}", &value.numbers[..count(value.ty)]),
            Self::Call { op, style, operands, .. } => {
                write!(f, "{style:?} {}(", OPS[*op].glsl)?;
                for operand in operands {
                    write!(f, "{operand}; ")?;
                }
                f.write_str(")")
            }
            Self::Chain { first, steps } => write!(f, "chain {steps:?} of {first}"),
        }
    }
}

/// Makes functions of trees, and keeps what their variables are.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    pub(crate) uniforms: Vec<(String, Value)>,
    pub(crate) varyings: Vec<(Varying, Value)>,
    /// Binds the operands in the wrong order, where both have the same type.
    swapped: bool,
    /// Whether the tree is for the vertex stage, which cannot read its own varyings.
    in_vertex: bool,
    trees: usize,
}

impl Builder {
    /// A builder that binds two operands of one type in the wrong order.
    pub(crate) fn swapped() -> Self {
        Self { swapped: true, ..Self::default() }
    }

    /// The function of the next tree of a program, without parameters.
    pub(crate) fn function(&mut self, tree: &Tree) -> Function {
        self.in_vertex = self.trees % 4 == 3;
        self.trees += 1;
        let text = format!("{} tree() {{\n    return $root;\n}}\n", tree.ty());
        let root = self.binding(tree);
        bound("trees/tree.glsl", text, [("root", root)])
    }

    fn binding(&mut self, tree: &Tree) -> Binding {
        match tree {
            Tree::Constant(value) => value.constant(),
            Tree::Varying(value) if !self.in_vertex && self.varyings.len() < MOST_VARYINGS => {
                let name = format!("v_{}", self.varyings.len());
                let varying = Varying { name, ty: value.ty, flat: true };
                self.varyings.push((varying.clone(), *value));
                Binding::Varying(varying)
            }
            Tree::Uniform(value) | Tree::Varying(value) => {
                let name = format!("u_{}", self.uniforms.len());
                self.uniforms.push((name.clone(), *value));
                Binding::uniform(&name, value.ty)
            }
            Tree::Call { op, style, name, operands } => {
                let mut bindings: Vec<Binding> = operands.iter().map(|tree| self.binding(tree)).collect();
                if let (true, [first, second]) = (self.swapped, OPS[*op].operands)
                    && first == second
                {
                    bindings.swap(0, 1);
                }
                self.call(&OPS[*op], *style, name, bindings).into()
            }
            Tree::Chain { first, steps } => {
                let first = self.binding(first);
                let chain =
                    steps.iter().enumerate().fold(FunctionChain::new("steps"), |chain, (at, step)| {
                        chain.with(at as i32, &self.step(at, *step))
                    });
                let chain = chain.to_function().unwrap_or_else(|error| panic!("{error}"));
                let text = "float chained() {\n    return $steps($first);\n}\n".to_owned();
                bound("trees/chained.glsl", text, [("steps", chain.into()), ("first", first)]).into()
            }
        }
    }

    fn step(&mut self, at: usize, (step, k): (usize, f64)) -> Function {
        let text = format!("float step_of(float x) {{\n    return {};\n}}\n", STEPS[step].0);
        let k = if at % 2 == 1 {
            self.binding(&Tree::Uniform(Value::float(k)))
        } else {
            Value::float(k).constant()
        };
        let limit = ConstTable::new().with("LIMIT", 2.0);
        let function = bound("trees/step.glsl", text, [("k", k)]);
        limit.and_then(|limit| function.with_constants(&limit)).unwrap_or_else(|error| panic!("{error}"))
    }

    /// The function of an operation, without parameters.
    fn call(&self, op: &Op, style: Style, name: &str, operands: Vec<Binding>) -> Function {
        let (result, types) = (op.result, op.operands);
        let written = |a: &str, b: &str| replaced(op.glsl, a, b);
        let with_parameters = || {
            let parameters: Vec<String> =
                types.iter().zip(["x", "y"]).map(|(ty, name)| format!("{ty} {name}")).collect();
            let body = written("x", "y");
            let text = format!("{result} {name}({}) {{\n    return {body};\n}}\n", parameters.join(", "));
            bound("trees/op.glsl", text, [])
        };
        let placeholders = ["$a", "$b"][..types.len()].join(", ");
        let mut bindings: Vec<(&str, Binding)> = ["a", "b"].into_iter().zip(operands).collect();
        let text = match style {
            Style::Values => format!("{result} {name}() {{\n    return {};\n}}\n", written("$a", "$b")),
            Style::Called => {
                bindings.push(("op", with_parameters().into()));
                format!("{result} {name}() {{\n    return $op({placeholders});\n}}\n")
            }
            Style::Locals => {
                let locals: String = types
                    .iter()
                    .zip([("blend", "$a"), ("value", "$b")])
                    .map(|(ty, (local, placeholder))| format!("    {ty} {local} = {placeholder};\n"))
                    .collect();
                format!("{result} f() {{\n{locals}    return {};\n}}\n", written("blend", "value"))
            }
            Style::Expression => {
                let expression = Function::expression(name, result, &written("$a", "$b"));
                let all = bindings.into_iter();
                let bound = all.fold(expression, |f, (name, binding)| f.and_then(|f| f.bind(name, binding)));
                return bound.unwrap_or_else(|error| panic!("{error}"));
            }
            Style::Passed => {
                let first = bindings.remove(0).1;
                let rest = if types.len() == 2 { "$op(x, $b)" } else { "$op(x)" };
                let text = format!("{result} {name}({} x) {{\n    return {rest};\n}}\n", types[0]);
                bindings.push(("op", with_parameters().into()));
                let inner = bound("trees/passed.glsl", text, bindings);
                bindings = vec![("inner", inner.into()), ("first", first)];
                format!("{result} {name}() {{\n    return $inner($first);\n}}\n")
            }
        };
        bound("trees/call.glsl", text, bindings)
    }
}

/// An operation with its operands.
fn replaced(glsl: &str, a: &str, b: &str) -> String {
    glsl.chars()
        .map(|c| match c {
            'A' => a.to_owned(),
            'B' => b.to_owned(),
            other => other.to_string(),
        })
        .collect()
}

fn bound<'a>(name: &str, text: String, bindings: impl IntoIterator<Item = (&'a str, Binding)>) -> Function {
    let snippet = Snippet::new(name, text).unwrap_or_else(|error| panic!("{error}"));
    let bound = bindings
        .into_iter()
        .try_fold(Function::new(&snippet), |function, (name, binding)| function.bind(name, binding));
    bound.unwrap_or_else(|error| panic!("{error}"))
}
