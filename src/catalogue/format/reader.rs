//! Bytes, taken from the front.

use super::FormatError;

pub(super) struct Reader<'b> {
    rest: &'b [u8],
}

impl<'b> Reader<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(super) fn bytes(&mut self, length: usize) -> Result<&'b [u8], FormatError> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(FormatError::Truncated)?;
        self.rest = rest;
        Ok(taken)
    }

    pub(super) fn byte(&mut self) -> Result<u8, FormatError> {
        let (first, rest) = self.rest.split_first().ok_or(FormatError::Truncated)?;
        self.rest = rest;
        Ok(*first)
    }

    /// Most numbers take one byte.
    #[inline]
    pub(super) fn number(&mut self) -> Result<u32, FormatError> {
        match self.rest.split_first() {
            Some((byte, rest)) if *byte < 0x80 => {
                self.rest = rest;
                Ok(u32::from(*byte))
            }
            _ => self.long_number(),
        }
    }

    fn long_number(&mut self) -> Result<u32, FormatError> {
        let mut number = 0_u64;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return u32::try_from(number).map_err(|_| FormatError::Damaged("a number is too large"));
            }
        }
        Err(FormatError::Damaged("a number is too long"))
    }

    /// A number of things, of which 65,535 is the most.
    pub(super) fn count(&mut self) -> Result<usize, FormatError> {
        let count = self.number()?;
        u16::try_from(count).map(usize::from).map_err(|_| FormatError::Damaged("there are too many entries"))
    }

    pub(super) fn block(&mut self) -> Result<Reader<'b>, FormatError> {
        let length = usize::try_from(self.number()?).map_err(|_| FormatError::Truncated)?;
        self.bytes(length).map(Reader::new)
    }

    /// One number for each of `rows` rows, and the sum of them.
    pub(super) fn counts(&mut self, rows: usize) -> Result<(Vec<usize>, usize), FormatError> {
        let mut block = self.block()?;
        let mut counts = Vec::with_capacity(rows);
        let mut sum = 0;
        for _ in 0..rows {
            let count = block.count()?;
            sum += count;
            counts.push(count);
        }
        block.end()?;
        if sum > usize::from(u16::MAX) {
            return Err(FormatError::Damaged("there are too many entries"));
        }
        Ok((counts, sum))
    }

    pub(super) fn end(&self) -> Result<(), FormatError> {
        if self.rest.is_empty() { Ok(()) } else { Err(FormatError::TooLong) }
    }
}
