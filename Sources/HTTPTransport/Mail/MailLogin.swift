/// How to be let in by a mail server; never shows its password.
package struct MailLogin: Sendable, CustomStringConvertible, CustomReflectable {
    let user: String
    let password: String

    package init(user: String, password: String) {
        self.user = user
        self.password = password
    }

    package var description: String { user }
    package var customMirror: Mirror { Mirror(self, children: ["user": user]) }
}
