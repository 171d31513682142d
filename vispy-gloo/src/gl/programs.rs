//! Programs: compiling, linking, reflection and uniforms.

use glow::HasContext as _;

use super::state::changed;
use super::{Gl, enums};
use crate::error::{Error, Result};
use crate::id::ObjectId;
use crate::interpreter::LinkFailure;
use crate::program::{GlslType, Interface, UniformValue, Variable};
use crate::shader_error::ShaderStage;

pub(super) struct GlProgram {
    pub(super) name: glow::Program,
    /// Name, location, type.
    uniforms: Vec<(String, glow::UniformLocation, GlslType)>,
    /// Name, location, whether the shader takes integers.
    attributes: Vec<(String, u32, bool)>,
}

impl GlProgram {
    pub(super) fn new(name: glow::Program) -> Self {
        Self { name, uniforms: Vec::new(), attributes: Vec::new() }
    }

    pub(super) fn attribute(&self, name: &str) -> Option<(u32, bool)> {
        let found = self.attributes.iter().find(|(known, ..)| known == name);
        found.map(|(_, location, integer)| (*location, *integer))
    }
}

impl Gl {
    fn program(&self, id: ObjectId, operation: &'static str) -> Result<&GlProgram> {
        self.programs.get(&id).ok_or(Error::NoSuchObject { operation, id: id.0 })
    }

    pub(super) fn program_name(&self, id: ObjectId, operation: &'static str) -> Result<glow::Program> {
        Ok(self.program(id, operation)?.name)
    }

    pub(super) fn link_program(
        &mut self,
        id: ObjectId,
        vertex: &str,
        fragment: &str,
    ) -> Result<Result<Interface, LinkFailure>> {
        let name = self.program_name(id, "LINK_PROGRAM")?;
        let mut shaders = Vec::with_capacity(2);
        let stages = [
            (ShaderStage::Vertex, glow::VERTEX_SHADER, vertex),
            (ShaderStage::Fragment, glow::FRAGMENT_SHADER, fragment),
        ];
        let mut failure = None;
        for (stage, kind, text) in stages {
            // SAFETY: G1.
            let shader = unsafe { self.gl.create_shader(kind) };
            let shader = shader.map_err(|reason| Error::Unsupported {
                feature: format!("a {stage} shader for {}", self.described(id)),
                requires: format!("memory or a working context: {reason}"),
            })?;
            // SAFETY: G1, G2.
            let log = unsafe {
                self.gl.shader_source(shader, text);
                self.gl.compile_shader(shader);
                (!self.gl.get_shader_compile_status(shader)).then(|| self.gl.get_shader_info_log(shader))
            };
            if let Some(log) = log {
                failure = Some(LinkFailure { stage: Some(stage), log });
                // SAFETY: G1, G2.
                unsafe { self.gl.delete_shader(shader) };
                break;
            }
            // SAFETY: G1, G2.
            unsafe { self.gl.attach_shader(name, shader) };
            shaders.push(shader);
        }
        if failure.is_none() {
            // SAFETY: G1, G2.
            let log = unsafe {
                self.gl.link_program(name);
                (!self.gl.get_program_link_status(name)).then(|| self.gl.get_program_info_log(name))
            };
            failure = log.map(|log| LinkFailure { stage: None, log });
        }
        for shader in shaders {
            // SAFETY: G1, G2: a linked program does not need its stages any more.
            unsafe {
                self.gl.detach_shader(name, shader);
                self.gl.delete_shader(shader);
            }
        }
        if let Some(failure) = failure {
            return Ok(Err(failure));
        }
        Ok(Ok(self.reflect(id, name)))
    }

    fn reflect(&mut self, id: ObjectId, name: glow::Program) -> Interface {
        let mut program = GlProgram::new(name);
        let mut interface = Interface::default();
        // SAFETY: G1, G2: indices are below the counts that the driver gives.
        unsafe {
            for index in 0..self.gl.get_active_uniforms(name) {
                let Some(uniform) = self.gl.get_active_uniform(name, index) else { continue };
                let Some(ty) = enums::glsl_type(uniform.utype) else { continue };
                let Some(location) = self.gl.get_uniform_location(name, &uniform.name) else { continue };
                let plain = uniform.name.trim_end_matches("[0]");
                let array_len = uniform.size.max(1).unsigned_abs();
                interface.uniforms.push(Variable { name: plain.into(), ty, array_len });
                program.uniforms.push((plain.to_owned(), location, ty));
            }
            for index in 0..self.gl.get_active_attributes(name) {
                let Some(attribute) = self.gl.get_active_attribute(name, index) else { continue };
                let Some(ty) = enums::glsl_type(attribute.atype) else { continue };
                // Built-in inputs such as gl_VertexID have no location.
                let Some(location) = self.gl.get_attrib_location(name, &attribute.name) else { continue };
                interface.attributes.push(Variable::new(&attribute.name, ty));
                let integer = matches!(
                    ty,
                    GlslType::Int
                        | GlslType::IVec2
                        | GlslType::IVec3
                        | GlslType::IVec4
                        | GlslType::UInt
                        | GlslType::UVec2
                        | GlslType::UVec3
                        | GlslType::UVec4
                );
                program.attributes.push((attribute.name, location, integer));
            }
        }
        self.programs.insert(id, program);
        interface
    }

    pub(super) fn set_uniform(&mut self, id: ObjectId, name: &str, value: &UniformValue) -> Result<()> {
        let Some(known) = self.programs.get(&id) else {
            return Err(Error::NoSuchObject { operation: "UNIFORM", id: id.0 });
        };
        if changed(&mut self.current.program, known.name) {
            // SAFETY: G1, G2.
            unsafe { self.gl.use_program(Some(known.name)) };
        }
        let Some((_, location, _)) = known.uniforms.iter().find(|(known, ..)| known == name) else {
            // The driver removed a uniform that the shader does not use.
            return Ok(());
        };
        let (gl, at) = (&self.gl, Some(location));
        let bits = |value: &bool| i32::from(*value);
        // SAFETY: G1, G2: the location belongs to the program in use; types were checked when the value was set, and
        // OpenGL checks them again.
        unsafe {
            match value {
                UniformValue::Float(v) => gl.uniform_1_f32(at, *v),
                UniformValue::Vec2(v) => gl.uniform_2_f32_slice(at, v),
                UniformValue::Vec3(v) => gl.uniform_3_f32_slice(at, v),
                UniformValue::Vec4(v) => gl.uniform_4_f32_slice(at, v),
                UniformValue::Int(v) => gl.uniform_1_i32(at, *v),
                UniformValue::IVec2(v) => gl.uniform_2_i32_slice(at, v),
                UniformValue::IVec3(v) => gl.uniform_3_i32_slice(at, v),
                UniformValue::IVec4(v) => gl.uniform_4_i32_slice(at, v),
                UniformValue::UInt(v) => gl.uniform_1_u32(at, *v),
                UniformValue::UVec2(v) => gl.uniform_2_u32_slice(at, v),
                UniformValue::UVec3(v) => gl.uniform_3_u32_slice(at, v),
                UniformValue::UVec4(v) => gl.uniform_4_u32_slice(at, v),
                UniformValue::Bool(v) => gl.uniform_1_i32(at, bits(v)),
                UniformValue::BVec2(v) => gl.uniform_2_i32_slice(at, &v.each_ref().map(bits)),
                UniformValue::BVec3(v) => gl.uniform_3_i32_slice(at, &v.each_ref().map(bits)),
                UniformValue::BVec4(v) => gl.uniform_4_i32_slice(at, &v.each_ref().map(bits)),
                UniformValue::Mat2(v) => gl.uniform_matrix_2_f32_slice(at, false, v),
                UniformValue::Mat3(v) => gl.uniform_matrix_3_f32_slice(at, false, v),
                UniformValue::Mat4(v) => gl.uniform_matrix_4_f32_slice(at, false, v),
                UniformValue::Floats(v) => gl.uniform_1_f32_slice(at, v),
                UniformValue::Vec2s(v) => gl.uniform_2_f32_slice(at, v.as_flattened()),
                UniformValue::Vec3s(v) => gl.uniform_3_f32_slice(at, v.as_flattened()),
                UniformValue::Vec4s(v) => gl.uniform_4_f32_slice(at, v.as_flattened()),
                UniformValue::Ints(v) => gl.uniform_1_i32_slice(at, v),
            }
        }
        Ok(())
    }
}
