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

    /// All that was not taken.
    pub(super) fn rest(&self) -> &'b [u8] {
        self.rest
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

    /// A column of one byte for each of `rows` rows.
    pub(super) fn column(&mut self, rows: usize) -> Result<&'b [u8], FormatError> {
        let mut block = self.block()?;
        let bytes = block.bytes(rows)?;
        block.end()?;
        Ok(bytes)
    }

    /// Where the entries of each of `owners` begin, of which a column says how many they are, and behind these
    /// where those of the last one end; and this end again.
    pub(super) fn firsts(&mut self, owners: usize) -> Result<(Vec<usize>, usize), FormatError> {
        let mut counts = self.block()?;
        let mut firsts = Vec::with_capacity(owners + 1);
        let mut sum = 0;
        firsts.push(sum);
        for _ in 0..owners {
            sum += counts.count()?;
            firsts.push(sum);
        }
        counts.end()?;
        Ok((firsts, sum))
    }

    pub(super) fn end(&self) -> Result<(), FormatError> {
        if self.rest.is_empty() { Ok(()) } else { Err(FormatError::TooLong) }
    }
}
