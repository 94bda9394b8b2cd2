import Feeds
import Foundation
package import Receivers
import System
import YAML

/// What a source asks of those who read it: a key, or a user's name and password. The secret is read anew for each
/// request.
package struct FeedCredential: Sendable {
    private enum Form: Sendable {
        /// The field in which the key is sent.
        case key(header: String)
        /// HTTP Basic, RFC 7617.
        case password(user: String)
    }

    private let form: Form
    private let file: SecretFile

    /// The header field to send.
    package func field() throws(ReceiverError) -> (name: String, value: String) {
        let secret = try file.firstLine()
        switch form {
        case .key(let header): return (header, secret)
        case .password(let user):
            return ("Authorization", "Basic " + Data("\(user):\(secret)".utf8).base64EncodedString())
        }
    }

    static let keys = ["key_file", "key_header", "user", "password_file"]

    /// `nil` where none is asked for, or the keys have mistakes.
    init?(of kind: FeedKind, in mapping: YAMLMapping, surroundings: Surroundings) {
        let header = FeedCredential.keyHeader(of: kind, in: mapping)
        var key: SecretFile?
        switch kind.source().key {
        case .required: key = mapping.required("key_file")?.passwordFile(surroundings)
        case .optional: key = mapping["key_file"]?.passwordFile(surroundings)
        case .none: mapping["key_file"]?.problem("a feed of kind \(kind.rawValue) has no \"key_file\"")
        }
        let user = mapping["user"]?.label()
        let password = mapping["password_file"]?.passwordFile(surroundings)
        if (mapping["user"] == nil) != (mapping["password_file"] == nil) {
            mapping.node.problem("\"user\" and \"password_file\" go together")
        }
        if let user, user.contains(":") { mapping["user"]?.problem("must not hold a colon") }
        if mapping["user"] != nil, mapping["key_file"] != nil {
            mapping["user"]?.problem("a source asks for a key or for a user, not for both; leave one out")
        }
        if let key {
            form = .key(header: header)
            file = key
        } else if let user, let password {
            form = .password(user: user)
            file = password
        } else {
            return nil
        }
    }

    private static func keyHeader(of kind: FeedKind, in mapping: YAMLMapping) -> String {
        guard let node = mapping["key_header"] else {
            return switch kind.source().key {
            case .required(let header), .optional(let header): header
            default: ""
            }
        }
        let name = node.text() ?? ""
        if mapping["key_file"] == nil { node.problem("\"key_file\" is missing: the file that holds the key") }
        if name.isEmpty
            || !name.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || Character(Unicode.Scalar($0)).isASCIILetterOrDigit })
        {
            node.problem("must be the name of a header field, such as X-Api-Key")
        }
        return name
    }
}

extension Character {
    fileprivate var isASCIILetterOrDigit: Bool { isASCII && (isLetter || isNumber) }
}
