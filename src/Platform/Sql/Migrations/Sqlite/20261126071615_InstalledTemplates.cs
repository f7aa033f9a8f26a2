using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NoCodeCrm.Platform.Sql.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class InstalledTemplates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "sys_installed_document",
                columns: table => new
                {
                    template = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    file = table.Column<string>(type: "TEXT", nullable: false),
                    document = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sys_installed_document", x => new { x.template, x.kind, x.key });
                });

            migrationBuilder.CreateTable(
                name: "sys_installed_template",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<string>(type: "TEXT", nullable: true),
                    manifest = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sys_installed_template", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "sys_loaded_record",
                columns: table => new
                {
                    template = table.Column<string>(type: "TEXT", nullable: false),
                    form = table.Column<string>(type: "TEXT", nullable: false),
                    @ref = table.Column<string>(name: "ref", type: "TEXT", nullable: false),
                    record_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sys_loaded_record", x => new { x.template, x.form, x.@ref });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sys_installed_document");

            migrationBuilder.DropTable(
                name: "sys_installed_template");

            migrationBuilder.DropTable(
                name: "sys_loaded_record");
        }
    }
}
