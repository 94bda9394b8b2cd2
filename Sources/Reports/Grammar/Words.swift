/// Words for comparison: lower case, letters and digits, apostrophes left out, `&` as `and`, one spelling of `judgement`.
enum Words {
    static func of(_ text: some StringProtocol) -> [String] {
        var words: [String] = []
        var word = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x61...0x7A, 0x30...0x39: word.unicodeScalars.append(scalar)
            case 0x41...0x5A: word.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value + 32)))
            // Apostrophes, and the soft hyphen, stand inside words.
            case 0x27, 0x2018, 0x2019, 0xAD: break
            case 0x26:
                if !word.isEmpty { words.append(word) }
                words.append("and")
                word = ""
            case _ where scalar.value > 0x7F && scalar.properties.isAlphabetic:
                word += scalar.properties.lowercaseMapping
            default:
                if !word.isEmpty { words.append(word) }
                word = ""
            }
        }
        if !word.isEmpty { words.append(word) }
        return words.map { $0.hasPrefix("judgment") ? "judgement" + $0.dropFirst("judgment".count) : $0 }
    }

    /// True where one letter was changed, lost, doubled or added in a word long enough to be known all the same.
    static func isTypo(_ a: String, of b: String) -> Bool {
        let short = Array(a.utf8)
        let long = Array(b.utf8)
        guard short.count <= long.count else { return isTypo(b, of: a) }
        guard long.count - short.count <= 1, short.count >= 2 else { return false }
        var index = 0
        while index < short.count, short[index] == long[index] { index += 1 }
        return short.count == long.count
            ? short[(index + 1)...].elementsEqual(long[(index + 1)...])
            : short[index...].elementsEqual(long[(index + 1)...])
    }

    /// Where `phrase` begins in `words`, from `start` on.
    static func find(_ phrase: [String], in words: [String], from start: Int = 0) -> Int? {
        guard let first = phrase.first, words.count >= phrase.count, start <= words.count - phrase.count else {
            return nil
        }
        return (start...(words.count - phrase.count)).first {
            words[$0] == first && words[$0..<($0 + phrase.count)].elementsEqual(phrase)
        }
    }
}
