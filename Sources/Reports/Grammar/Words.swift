/// Words for comparison, the one normaliser of all that is read: lower case, letters and digits; apostrophes, soft
/// hyphens and characters without width left out, ligatures as letters, `&` as `and`, one spelling of `judgement`. The
/// mark of a footnote is no part of the word that it is printed at: `Board2`, `inadequate.2`, `good¹`, `care [3]`.
enum Words {
    static func of(_ text: some StringProtocol) -> [String] {
        var words: [String] = []
        var word = ""
        var digits = 0
        /// True where a word and nothing but what closes one stands before: a number that follows at once is a
        /// footnote's.
        var isAtWord = false
        func end() {
            guard !word.isEmpty else { return }
            let letters = word.utf8.count - digits
            // A longer number, or one behind a single letter, belongs to a code: "SC000001", "M1".
            let isMark = (1...2).contains(digits) && (letters == 0 ? isAtWord : letters > 1)
            if !isMark {
                words.append(word)
            } else if letters > 0 {
                words.append(String(word.unicodeScalars.dropLast(digits)))
            }
            isAtWord = letters > 1
            word = ""
            digits = 0
        }
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x61...0x7A:
                word.unicodeScalars.append(scalar)
                digits = 0
            case 0x41...0x5A:
                word.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value + 32)))
                digits = 0
            case 0x30...0x39:
                word.unicodeScalars.append(scalar)
                digits += 1
            // Apostrophes, the soft hyphen and what has no width stand inside words.
            case 0x27, 0x2018, 0x2019, 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF: break
            case 0x20, 0x09, 0x0A, 0x0D, 0xA0:
                end()
                isAtWord = false
            case 0x26:
                end()
                words.append("and")
                isAtWord = false
            case 0xFB00...0xFB06:
                word += Words.ligatures[Int(scalar.value) - 0xFB00]
                digits = 0
            case _ where scalar.value > 0x7F && scalar.properties.isAlphabetic:
                word += scalar.properties.lowercaseMapping
                digits = 0
            default:
                end()
                if !Words.closing.contains(scalar) { isAtWord = false }
            }
        }
        end()
        return words.map { $0.hasPrefix("judgment") ? "judgement" + $0.dropFirst("judgment".count) : $0 }
    }

    private static let ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"]
    /// What may stand between a word and its footnote's number.
    private static let closing = Set(".,;!?)]}(['\"”*†‡".unicodeScalars)

    /// True for one word in the singular and the plural: `service`, `services`; `authority`, `authorities`; `board`,
    /// `boards`.
    static func same(_ a: String, _ b: String) -> Bool {
        if a == b { return true }
        guard a.utf8.first == b.utf8.first else { return false }
        let short = a.utf8.count < b.utf8.count ? a : b
        let long = a.utf8.count < b.utf8.count ? b : a
        guard short.utf8.count > 3, long.utf8.last == 0x73, long.utf8.count - short.utf8.count <= 2 else {
            return false
        }
        return long.utf8.dropLast().elementsEqual(short.utf8)
            || (short.utf8.last == 0x79 && long.utf8.dropLast(3).elementsEqual(short.utf8.dropLast())
                && long.hasSuffix("ies"))
    }

    /// True for what may be a footnote's mark, or the number of a row or page.
    static func isMark(_ word: String) -> Bool {
        word.utf8.count <= 2 && word.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// True where one letter was changed, lost, doubled or added in a word long enough to be known all the same.
    static func isTypo(_ a: String, of b: String) -> Bool {
        let (short, long) = a.utf8.count <= b.utf8.count ? (a.utf8, b.utf8) : (b.utf8, a.utf8)
        guard long.count - short.count <= 1, short.count >= 2 else { return false }
        var shorter = short.makeIterator()
        var longer = long.makeIterator()
        while let letter = shorter.next() {
            guard longer.next() != letter else { continue }
            if long.count > short.count, longer.next() != letter { return false }
            while let rest = shorter.next() {
                if longer.next() != rest { return false }
            }
            return true
        }
        return true
    }

    /// Where `phrase` begins in `words`, from `start` on.
    static func find(_ phrase: [String], in words: [String], from start: Int = 0) -> Int? {
        guard let first = phrase.first, words.count >= phrase.count, start <= words.count - phrase.count else {
            return nil
        }
        return (start...(words.count - phrase.count)).first {
            same(words[$0], first) && words[$0..<($0 + phrase.count)].elementsEqual(phrase, by: same)
        }
    }
}
