import Text

/// The providers known by name and number: joins the names that one provider has had through time.
package struct ProviderRegistry: Sendable {
    private let later: Later<ProviderIndex>

    /// `entries`: each provider with its number, where it is known, and all names that it has had; an ambiguous name
    /// joins nothing. `neighbours`: by the name of a council, those of its statistical neighbours; asked for once
    /// somebody wants them.
    package init(
        _ entries: [(urn: String?, provider: Provider, names: [String])], facts: [ProviderID: ProviderFacts] = [:],
        groups: [RegisteredGroup] = [], neighbours: @escaping @Sendable () -> [String: [String]] = { [:] }
    ) {
        let index = ProviderIndex(entries, facts: facts, groups: groups, neighbours: neighbours)
        later = Later { index }
    }

    /// `read`: asked once, when the first provider is.
    package init(_ read: @escaping @Sendable () -> ProviderRegistry) { later = Later { read().index } }

    private var index: ProviderIndex { later.value }

    /// All providers, by id.
    package var all: [Provider] { index.all }

    /// Providers that people speak of together.
    package var groups: [RegisteredGroup] { index.groups }

    package func provider(urn: String) -> Provider? { index.byURN[urn] }

    /// The provider's unique reference number, where it is known.
    package func urn(of id: ProviderID) -> String? { index.urns[id] }

    /// The names of a council's statistical neighbours, as the registry has them; empty where none are known.
    package func statisticalNeighbours(of council: String) -> [String] { index.readNeighbours()[council] ?? [] }

    /// Each council that has statistical neighbours, together with them.
    package var neighbourGroups: [RegisteredGroup] {
        index.readNeighbours().sorted { $0.key < $1.key }.map { RegisteredGroup(council: $0.key, neighbours: $0.value) }
    }

    package func facts(on id: ProviderID) -> ProviderFacts { index.facts[id] ?? ProviderFacts() }

    /// The provider whose name the registry itself writes so, letter by letter: a tenth of the cost of
    /// `provider(named:)`.
    package func provider(ownName: String) -> Provider? { index.byOwnName[ownName] }

    /// Looks a whole name up, forgiving case, punctuation, possessives and the words for the kind of council; never
    /// joins by likeness.
    package func provider(named name: String) -> Provider? {
        let words = ProviderRegistry.words(name)
        // Nearly every name of a school or a home: what is known begins otherwise.
        return mayBegin(words[...]) ? provider(called: words[...]) : nil
    }

    /// As it is written first, since `St Helens` is no possessive; then its last word, then each as one.
    private func provider(called words: ArraySlice<Word>) -> Provider? {
        let texts = words.map(\.text)
        let owners = words.map(\.owner)
        let forms = texts == owners ? [texts] : [texts, texts.dropLast() + owners.suffix(1), owners]
        return forms.lazy.map(ProviderRegistry.key).filter { !$0.isEmpty }.compactMap { index.byName[$0] }.first
    }

    /// The one provider that a text, such as a title, mentions by a whole name; `nil` where it mentions none or two.
    package func provider(mentionedIn text: String) -> Provider? {
        let words = ProviderRegistry.words(text)
        var found: (provider: Provider, range: Range<Int>)?
        for start in words.indices where mayBegin(words[start...]) {
            for end in stride(from: min(words.count, start + 8), to: start, by: -1) {
                guard let provider = provider(called: words[start..<end]) else { continue }
                if let other = found, other.provider.id != provider.id {
                    // "Cheshire East" also holds no other name, but "Bath" within "Bath and North East Somerset" would.
                    if other.range.contains(start) { continue }
                    return nil
                }
                found = found ?? (provider, start..<end)
                break
            }
        }
        return found?.provider
    }

    /// True where some name may begin with these words: the first of them that is not left out of names is one that
    /// names begin with.
    private func mayBegin(_ words: ArraySlice<Word>) -> Bool {
        let openings = index.openings
        for word in words {
            var opening = openings[word.text]
            if opening != .name, word.owner != word.text { opening = openings[word.owner] ?? opening }
            guard let opening else { return false }
            if opening == .name { return true }
        }
        return false
    }

    static let dropped: Set<String> = [
        "the", "of", "council", "councils", "county", "city", "borough", "metropolitan", "royal", "unitary",
        "authority",
        "district", "mbc", "cc", "bc",
    ]

    /// Those of some names that `provider(named:)` might take for this one, by a quick look at each.
    package static func likely(_ name: String, among names: [String]) -> [String] {
        // All of its words stand in each of them; one with an accent may be written otherwise.
        let asked = words(name).map(\.owner).filter {
            !dropped.contains($0) && $0 != "london" && $0.utf8.allSatisfy { $0 < 0x80 }
        }
        if asked.isEmpty { return names }
        let searches = asked.map(SlipSearch.init)
        return names.filter { candidate in
            // What has an accent, an apostrophe or a sign may be written otherwise.
            searches.allSatisfy { $0.slips(in: candidate) == 0 }
                || !candidate.utf8.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "&") }
        }
    }

    /// The words that tell councils apart, in order.
    static func key(_ name: String) -> String {
        key(words(name).map(\.text))
    }

    private static func key(_ words: [String]) -> String {
        // "London" tells the City of London from nothing, but a London borough by its own name.
        let isLondonBorough = words.contains("borough")
        return words.filter { !dropped.contains($0) && !(isLondonBorough && $0 == "london") }.joined(separator: " ")
    }

    /// A word of a name.
    private struct Word {
        /// In lower case, without apostrophes: `durhams`.
        var text = ""
        /// The same without the ending of a possessive: `durham`.
        var owner = ""
    }

    private static func isOfWord(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) }

    /// Those of most titles: each stands there as it is; `nil` where one may not.
    private static func plainWords(_ text: UnsafeBufferPointer<UInt8>) -> [Word]? {
        let isPlain = text.allSatisfy {
            $0 < 0x80 && $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "`") && $0 != UInt8(ascii: "&")
        }
        if !isPlain { return nil }
        return text.split { !isOfWord($0) }.map {
            let word = String(decoding: $0, as: UTF8.self)
            return Word(text: word, owner: word)
        }
    }

    private static func words(_ text: String) -> [Word] {
        var words: [Word] = []
        var word = Word()
        func end() {
            if !word.text.isEmpty { words.append(word) }
            word = Word()
        }
        var isBehindApostrophe = false
        func add(_ character: Character, isOfWord: Bool) {
            if isOfWord {
                word.text.append(character)
                // The "s" of "durham's" is none of the owner's, where it ends the word.
                if isBehindApostrophe, character == "s" {
                    isBehindApostrophe = false
                    return
                }
                isBehindApostrophe = false
                word.owner = word.text
            } else if character == "&" {
                end()
                words.append(Word(text: "and", owner: "and"))
            } else if Possessive.apostrophes.contains(character) {
                isBehindApostrophe = !word.text.isEmpty
            } else {
                end()
                isBehindApostrophe = false
            }
        }
        let small = text.lowercased()
        if let words = small.utf8.withContiguousStorageIfAvailable(plainWords) ?? nil { return words }
        if small.utf8.allSatisfy({ $0 < 0x80 }) {
            // Most names: what a letter is need not be looked up.
            for byte in small.utf8 {
                add(Character(Unicode.Scalar(byte)), isOfWord: isOfWord(byte))
            }
        } else {
            for character in small { add(character, isOfWord: character.isLetter || character.isNumber) }
        }
        end()
        return words
    }
}

/// A group of providers that comes with the registry.
package struct RegisteredGroup: Sendable, Hashable {
    package let name: String
    /// Names of providers, as the registry has them.
    package let members: [String]

    package init(name: String, members: [String]) {
        self.name = name
        self.members = members
    }

    /// `Kent and its statistical neighbours`.
    package init(council: String, neighbours: [String]) {
        self.init(name: RegisteredGroup.neighbours(of: council), members: [council] + neighbours)
    }

    package static func neighbours(of council: String) -> String { "\(council) and its statistical neighbours" }
}
