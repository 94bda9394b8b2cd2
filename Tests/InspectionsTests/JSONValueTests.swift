import Foundation
import Inspections
import Testing

@Suite struct JSONValueTests {
    /// Foundation's reader, an independent witness, must find every text again, and no line may be broken.
    @Test(arguments: [
        "plain", "\"quoted\" \\ back", "line\nbreak\r\ttab", "\u{0}\u{1F}\u{7F}", "é ‘’ 😀 \u{2028}\u{2029}", "",
    ])
    func textsSurvive(text: String) throws {
        let line = JSONValue.object([.init("a\"b", .string(text))]).text
        #expect(!line.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x2028 || $0.value == 0x2029 })
        let read = try JSONDecoder().decode([String: String].self, from: Data(line.utf8))
        #expect(read == ["a\"b": text])
    }

    @Test func keepsTheOrderOfMembers() {
        let value = JSONValue.object([
            .init("z", .int(1)), .init("a", .array([.null, .bool(true), .int(orNull: nil)])),
        ])
        #expect(value.text == #"{"z":1,"a":[null,true,null]}"#)
    }
}
