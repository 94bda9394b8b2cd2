import FoundationEssentials

/// Free text made fit for a header: as it is where it is plain, else in the encoded words of RFC 2047, so that nothing
/// in it can end the line or begin a header of its own.
struct EncodedWords {
    /// May be folded over several lines.
    let text: String

    /// Bytes of text for each word: its line then stays within the RFC's 76 letters, behind the header's name too.
    private static let bytesPerWord = 39
    /// Letters that leave room for the header's name within the 78 of RFC 5322.
    private static let longestPlain = 60

    /// `quotes`: for a name before an address, where many letters have a meaning of their own.
    init(_ text: String, quotes: Bool = false) {
        let isPlain =
            text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } && !text.contains("=?")
            && text.utf8.count <= Self.longestPlain
        let isBare = text.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == 0x20
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        if isPlain, !quotes || isBare {
            self.text = text
            return
        }
        var words: [String] = []
        var word: [UInt8] = []
        func close() { words.append("=?utf-8?B?\(Data(word).base64EncodedString())?=") }
        for scalar in text.unicodeScalars {
            // A letter must not be parted, nor may a line break come back to life in the reader's program.
            let isControl = scalar.properties.generalCategory == .control || [0x2028, 0x2029].contains(scalar.value)
            let bytes = isControl ? [0x20] : Array(String(scalar).utf8)
            if word.count + bytes.count > Self.bytesPerWord {
                close()
                word = []
            }
            word += bytes
        }
        close()
        self.text = words.joined(separator: "\r\n ")
    }
}
