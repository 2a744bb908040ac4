//! `Condition` (§4).

use super::{KeyId, Keys};
use crate::condition::{Operand, Operator};
use crate::policy::{ConditionElement, Version};
use crate::text::Span;

/// One key under one operator.
#[derive(Clone, Debug)]
pub struct CompiledCondition {
    /// The operator.
    pub operator: Operator,
    /// The key as written.
    pub key_name: Box<str>,
    /// Its number.
    pub key: KeyId,
    /// The values.
    pub operands: Box<[CompiledOperand]>,
    /// From the key to the end of its values.
    pub span: Span,
}

/// One policy value of a condition.
#[derive(Clone, Debug)]
pub struct CompiledOperand {
    /// The token in the document.
    pub span: Span,
    /// The value as written.
    pub text: Box<str>,
    /// The value ready to compare.
    pub operand: Operand,
}

impl CompiledCondition {
    pub(super) fn compile(element: &ConditionElement<'_>, version: Version, keys: &mut Keys) -> Box<[Self]> {
        let mut compiled = Vec::with_capacity(element.entries.len());
        for entry in &element.entries {
            let mut operands = Vec::with_capacity(entry.values.len());
            for value in &entry.values {
                let variables = version == Version::V2012;
                let (operand, _) = Operand::compile(entry.operator.test, &value.text, variables);
                for variable in operand.variables() {
                    keys.intern(&variable.key);
                }
                operands.push(CompiledOperand { span: value.span, text: (&*value.text).into(), operand });
            }
            compiled.push(Self {
                operator: entry.operator,
                key_name: (&*entry.key.text).into(),
                key: keys.intern(&entry.key.text),
                operands: operands.into(),
                span: entry.span,
            });
        }
        compiled.into()
    }
}
