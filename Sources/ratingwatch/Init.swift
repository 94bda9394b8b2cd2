import ArgumentParser
import Queries

struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Prints a commented configuration to begin with.",
        discussion: "Example: ratingwatch init ofsted-childrens-services > my.yaml")

    @Argument(help: "Sources that come with the program; `ratingwatch recipes` lists them.")
    var recipes: [String] = []

    @OptionGroup var config: UnreadConfigurationOption

    func run() throws {
        do throws(UnknownName) {
            Console.print(try StartingConfiguration(recipes: recipes).text)
        } catch {
            throw Console.ending(error)
        }
    }
}
