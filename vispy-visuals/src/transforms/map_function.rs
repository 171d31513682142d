//! Transforms as functions of shaders.

use vispy_gloo::{Program, UniformValue};

use crate::error::Result;
use crate::shaders::{Binding, ConstValue, Function, Snippet, library};

/// A transform in GLSL: a function `vec4 f(vec4 p)`, and the values of its uniforms. Corresponds to what VisPy's
/// `shader_map` and `shader_imap` return.
///
/// The function is the structure, the same for all transforms of a kind; the parameters are uniforms, named
/// `{prefix}_{parameter}`, so that other parameters are no other program. Points are homogeneous, single precision: how
/// exact positions come out depends on the numbers, where the CPU's are double always.
///
/// ```
/// use vispy_visuals::glam::DVec3;
/// use vispy_visuals::transforms::{StTransform, Transform as _};
///
/// let double = StTransform::new(DVec3::splat(2.0), DVec3::ZERO).map_function("u_map")?;
/// let names: Vec<&str> = double.uniforms().map(|(name, _)| name).collect();
/// assert_eq!(names, ["u_map_scale", "u_map_translate"]);
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[doc(alias = "shader_map")]
#[derive(Debug, Clone, PartialEq)]
pub struct MapFunction {
    function: Function,
    uniforms: Vec<(String, ConstValue)>,
}

impl MapFunction {
    /// A function of a snippet that maps a `vec4` to a `vec4`, each parameter a placeholder that becomes a uniform. For
    /// transforms of one's own.
    ///
    /// # Errors
    /// `Compose` when the snippet has no such placeholder, or a name is none of GLSL.
    pub fn new(snippet: &Snippet, prefix: &str, parameters: &[(&str, ConstValue)]) -> Result<Self> {
        let mut function = Function::new(snippet);
        let mut uniforms = Vec::with_capacity(parameters.len());
        for &(parameter, value) in parameters {
            let name = format!("{prefix}_{parameter}");
            function = function.bind(parameter, Binding::uniform(&name, value.glsl_type()))?;
            uniforms.push((name, value));
        }
        Ok(Self { function, uniforms })
    }

    /// A function of a built-in snippet, named without its folder.
    pub(super) fn built_in(name: &str, prefix: &str, parameters: &[(&str, ConstValue)]) -> Result<Self> {
        Self::new(&library::snippet(&format!("lib/transforms/{name}.glsl"))?, prefix, parameters)
    }

    /// The two in one: `inner` maps first, then `self`.
    ///
    /// # Errors
    /// None, unless the library is broken.
    pub fn after(&self, inner: &Self) -> Result<Self> {
        let function = Function::new(&library::snippet("lib/transforms/chain_map.glsl")?)
            .bind("outer", &self.function)?
            .bind("inner", &inner.function)?;
        let uniforms = inner.uniforms.iter().chain(&self.uniforms).cloned().collect();
        Ok(Self { function, uniforms })
    }

    /// The function, to be bound to a placeholder in call position, as `$transform(position)`.
    #[must_use]
    pub const fn function(&self) -> &Function {
        &self.function
    }

    /// The names and the values of its uniforms.
    pub fn uniforms(&self) -> impl Iterator<Item = (&str, ConstValue)> {
        self.uniforms.iter().map(|(name, value)| (name.as_str(), *value))
    }

    /// Gives a program that is made with the function its values.
    ///
    /// # Errors
    /// `Gloo` when the program is made without the function.
    pub fn set_uniforms(&self, program: &mut Program) -> Result<()> {
        for (name, value) in self.uniforms() {
            program.set_uniform(name, uniform_value(value))?;
        }
        Ok(())
    }
}

/// The same value in gloo's words.
fn uniform_value(value: ConstValue) -> UniformValue {
    match value {
        ConstValue::Bool(value) => UniformValue::Bool(value),
        ConstValue::Int(value) => UniformValue::Int(value),
        ConstValue::UInt(value) => UniformValue::UInt(value),
        ConstValue::Float(value) => UniformValue::Float(value),
        ConstValue::Vec2(value) => UniformValue::Vec2(value),
        ConstValue::Vec3(value) => UniformValue::Vec3(value),
        ConstValue::Vec4(value) => UniformValue::Vec4(value),
        ConstValue::IVec2(value) => UniformValue::IVec2(value),
        ConstValue::Mat3(value) => UniformValue::Mat3(value),
        ConstValue::Mat4(value) => UniformValue::Mat4(value),
    }
}
