import Testing

@testable import Reports

/// What is quoted is what stands in the document, not what was read of it.
@Suite struct PrintedWordsTests {
    @Test(arguments: [
        (
            "There are widespread and/or systemic failings leading to significant concerns.",
            "there are widespread and or systemic failings", "There are widespread and/or systemic failings"
        ),
        ("The safeguarding standards are met. This means that …", "met", "met"),
        ("Its services were rated “Requires Improvement”.", "requires improvement", "Requires Improvement"),
        ("Inspectors found it (inadequate), they said", "inadequate", "inadequate"),
        ("Children’s homes are Outstanding!", "outstanding", "Outstanding"),
        // Only a part of what is printed in one piece: the words as they are read.
        ("It is good/outstanding", "good", "good"),
        ("Nothing of it", "inadequate", "inadequate"), ("", "good", "good"),
    ])
    func theWordsAreAsPrinted(_ sentence: String, _ words: String, _ printed: String) {
        #expect(sentence.asPrinted(Words.of(words)) == printed)
    }
}
