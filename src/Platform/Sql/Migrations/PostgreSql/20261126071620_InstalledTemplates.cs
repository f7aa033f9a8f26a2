using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NoCodeCrm.Platform.Sql.Migrations.PostgreSql
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
                    template = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    file = table.Column<string>(type: "text", nullable: false),
                    document = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sys_installed_document", x => new { x.template, x.kind, x.key });
                });

            migrationBuilder.CreateTable(
                name: "sys_installed_template",
                columns: table => new
                {
                    key = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<string>(type: "text", nullable: true),
                    manifest = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sys_installed_template", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "sys_loaded_record",
                columns: table => new
                {
                    template = table.Column<string>(type: "text", nullable: false),
                    form = table.Column<string>(type: "text", nullable: false),
                    @ref = table.Column<string>(name: "ref", type: "text", nullable: false),
                    record_id = table.Column<long>(type: "bigint", nullable: false)
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
