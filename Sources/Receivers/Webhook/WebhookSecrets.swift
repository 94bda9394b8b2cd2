import Digests
import FoundationEssentials

/// The keys of one webhook: every one signs, so that sender and receiver can change theirs at different times.
struct WebhookSecrets: Sendable, Hashable {
    let files: [SecretFile]

    /// In the order of the files, one a line; empty where no file is configured.
    func read() throws(ReceiverError) -> [WebhookSecret] {
        var secrets: [WebhookSecret] = []
        for file in files {
            let lines = try file.lines()
            let found = lines.compactMap(WebhookSecret.init)
            guard !found.isEmpty, found.count == lines.count else {
                throw ReceiverError(
                    operation: "read", subject: file.subject,
                    cause: lines.isEmpty ? "it is empty" : "one of its lines is not a secret",
                    hint:
                        "each line is whsec_ and the key, of 24 bytes or more, in base64; `echo whsec_$(openssl rand -base64 32)` makes one"
                )
            }
            secrets += found
        }
        return secrets
    }
}

/// A key of Standard Webhooks, `whsec_` and 24 bytes or more in base64; it has no readable form.
struct WebhookSecret: CustomStringConvertible, CustomReflectable {
    private let key: [UInt8]

    private static let prefix = "whsec_"
    /// As the standard has it; a shorter one can be guessed from a message and its signature.
    private static let leastBytes = 24

    /// `nil` for anything else.
    init?(_ text: String) {
        guard text.hasPrefix(Self.prefix),
            let key = Data(base64Encoded: String(text.dropFirst(Self.prefix.count))), key.count >= Self.leastBytes
        else { return nil }
        self.key = Array(key)
    }

    var description: String { "a secret" }
    var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }

    /// `v1,` and the base64 of the keyed hash over id, timestamp and body.
    func signature(id: String, timestamp: String, body: [UInt8]) -> String {
        let signed = Array("\(id).\(timestamp).".utf8) + body
        return "v1," + Data(HMAC.sha256(of: signed, key: key)).base64EncodedString()
    }
}
