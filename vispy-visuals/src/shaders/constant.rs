//! Constants that Rust hands to GLSL: values bound to placeholders, and tables of named `const`s.

use std::fmt::Write as _;

use super::{ComposeError, ComposeErrorKind, GlslType, fingerprint::Fingerprint};

/// A value that is written into the shader text as a literal.
///
/// A constant is part of the structure: another value is another program. What changes from frame to frame is a
/// uniform. Matrices are in column order, as in GLSL and glam.
///
/// # Example
///
/// ```
/// use vispy_visuals::shaders::ConstValue;
///
/// assert_eq!(ConstValue::from(-1.5).to_glsl().as_deref(), Some("(-1.5)"));
/// assert_eq!(ConstValue::from([1.0, 0.0]).to_glsl().as_deref(), Some("vec2(1.0, 0.0)"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum ConstValue {
    /// A `bool`.
    Bool(bool),
    /// An `int`.
    Int(i32),
    /// A `uint`.
    UInt(u32),
    /// A `float`.
    Float(f32),
    /// A `vec2`.
    Vec2([f32; 2]),
    /// A `vec3`.
    Vec3([f32; 3]),
    /// A `vec4`.
    Vec4([f32; 4]),
    /// An `ivec2`.
    IVec2([i32; 2]),
    /// A `mat3`, nine numbers, column after column.
    Mat3([f32; 9]),
    /// A `mat4`, sixteen numbers, column after column.
    Mat4([f32; 16]),
}

impl ConstValue {
    /// Returns the GLSL type of the value.
    pub fn glsl_type(&self) -> GlslType {
        match self {
            Self::Bool(_) => GlslType::Bool,
            Self::Int(_) => GlslType::Int,
            Self::UInt(_) => GlslType::UInt,
            Self::Float(_) => GlslType::Float,
            Self::Vec2(_) => GlslType::Vec2,
            Self::Vec3(_) => GlslType::Vec3,
            Self::Vec4(_) => GlslType::Vec4,
            Self::IVec2(_) => GlslType::IVec2,
            Self::Mat3(_) => GlslType::Mat3,
            Self::Mat4(_) => GlslType::Mat4,
        }
    }

    /// Returns the value as a GLSL expression, `None` if it holds a NaN or an infinity, which GLSL cannot write.
    pub fn to_glsl(&self) -> Option<String> {
        match self {
            Self::Bool(value) => Some(value.to_string()),
            Self::Int(value) => Some(int(*value)),
            Self::UInt(value) => Some(format!("{value}u")),
            Self::Float(value) => float(*value),
            Self::Vec2(values) => floats("vec2", values),
            Self::Vec3(values) => floats("vec3", values),
            Self::Vec4(values) => floats("vec4", values),
            Self::IVec2([x, y]) => Some(format!("ivec2({}, {})", int(*x), int(*y))),
            Self::Mat3(values) => floats("mat3", values),
            Self::Mat4(values) => floats("mat4", values),
        }
    }

    /// Adds the value to a structure key.
    pub(crate) fn mix(&self, key: &mut Fingerprint) {
        key.text(self.glsl_type().name());
        // A value without a GLSL form is refused when the text is made; its debug form keeps it apart until then.
        key.text(&self.to_glsl().unwrap_or_else(|| format!("{self:?}")));
    }
}

/// Writes an integer so that a sign before it can never join it to `--`.
fn int(value: i32) -> String {
    match value {
        i32::MIN => "(-2147483647 - 1)".to_owned(),
        negative if negative < 0 => format!("({negative})"),
        other => other.to_string(),
    }
}

/// Writes a float that always reads as a float, never as an integer.
fn float(value: f32) -> Option<String> {
    if !value.is_finite() {
        None
    } else if value.is_sign_negative() {
        Some(format!("({value:?})"))
    } else {
        Some(format!("{value:?}"))
    }
}

/// Writes a constructor call.
fn floats(name: &str, values: &[f32]) -> Option<String> {
    let mut text = format!("{name}(");
    for (index, value) in values.iter().enumerate() {
        if !value.is_finite() {
            return None;
        }
        let comma = if index == 0 { "" } else { ", " };
        // Writing into a String cannot fail.
        let _ = write!(text, "{comma}{value:?}");
    }
    text.push(')');
    Some(text)
}

macro_rules! const_value_from {
    ($($from:ty => $variant:ident),* $(,)?) => {
        $(impl From<$from> for ConstValue {
            fn from(value: $from) -> Self {
                Self::$variant(value)
            }
        })*
    };
}

const_value_from! {
    bool => Bool, i32 => Int, u32 => UInt, f32 => Float,
    [f32; 2] => Vec2, [f32; 3] => Vec3, [f32; 4] => Vec4, [i32; 2] => IVec2,
    [f32; 9] => Mat3, [f32; 16] => Mat4,
}

/// Named constants shared by Rust and GLSL, with their one source in Rust.
///
/// A table is given to the functions whose snippets read it ([`Function::with_constants`](super::Function)); each
/// constant that a program uses is written once, above its functions.
///
/// # Example
///
/// ```
/// use vispy_visuals::shaders::ConstTable;
///
/// const MARKER_DISC: i32 = 0;
/// const MARKER_SQUARE: i32 = 1;
/// let table = ConstTable::new().with("MARKER_DISC", MARKER_DISC)?.with("MARKER_SQUARE", MARKER_SQUARE)?;
/// assert_eq!(table.declaration("MARKER_SQUARE").as_deref(), Some("const int MARKER_SQUARE = 1;"));
/// # Ok::<(), vispy_visuals::shaders::ComposeError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ConstTable {
    entries: Vec<(String, ConstValue)>,
}

impl ConstTable {
    /// Makes an empty table.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the table with one more constant.
    ///
    /// # Errors
    ///
    /// - `InvalidName` if `name` is no GLSL identifier or is reserved.
    /// - `NameConflict` if the table has this name with another value.
    /// - `NotFinite` if the value holds a NaN or an infinity.
    pub fn with(mut self, name: &str, value: impl Into<ConstValue>) -> Result<Self, ComposeError> {
        let value = value.into();
        super::names::check_name(name)?;
        if value.to_glsl().is_none() {
            let error = ComposeError::from(ComposeErrorKind::NotFinite { name: name.to_owned() });
            return Err(error.help("give it a finite value, or bind a uniform"));
        }
        match self.get(name) {
            None => self.entries.push((name.to_owned(), value)),
            Some(found) if found == value => {}
            Some(_) => {
                let reason = "the table has it with another value".to_owned();
                let error = ComposeErrorKind::NameConflict { name: name.to_owned(), reason };
                return Err(ComposeError::from(error).help("give one of the two another name"));
            }
        }
        Ok(self)
    }

    /// Returns the value of a constant.
    pub fn get(&self, name: &str) -> Option<ConstValue> {
        self.entries.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
    }

    /// Returns the GLSL declaration of a constant.
    pub fn declaration(&self, name: &str) -> Option<String> {
        let value = self.get(name)?;
        Some(format!("const {} {name} = {};", value.glsl_type(), value.to_glsl()?))
    }

    /// Returns the constants in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (&str, ConstValue)> {
        self.entries.iter().map(|(name, value)| (name.as_str(), *value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_keep_their_type_and_sign() {
        let cases: [(ConstValue, &str); 7] = [
            (1.0.into(), "1.0"),
            (1e-10.into(), "1e-10"),
            ((-0.0).into(), "(-0.0)"),
            (i32::MIN.into(), "(-2147483647 - 1)"),
            (7_u32.into(), "7u"),
            (true.into(), "true"),
            ([1, -2].into(), "ivec2(1, (-2))"),
        ];
        for (value, expected) in cases {
            assert_eq!(value.to_glsl().as_deref(), Some(expected));
        }
        assert_eq!(ConstValue::from([0.0, f32::NAN]).to_glsl(), None);
    }

    #[test]
    fn a_table_refuses_a_second_value() {
        let table = ConstTable::new().with("N", 1).unwrap();
        assert!(table.clone().with("N", 1).is_ok());
        let error = table.with("N", 2).unwrap_err();
        assert!(matches!(error.kind(), ComposeErrorKind::NameConflict { .. }), "{error}");
    }
}
