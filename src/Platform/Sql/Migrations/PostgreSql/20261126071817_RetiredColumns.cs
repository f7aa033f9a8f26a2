using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NoCodeCrm.Platform.Sql.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class RetiredColumns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "deleted",
                table: "sys_field_column",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "property",
                table: "sys_field_column",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "retired_at",
                table: "sys_field_column",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "retired_by",
                table: "sys_field_column",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "retired_seq",
                table: "sys_field_column",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "type_key",
                table: "sys_field_column",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "deleted",
                table: "sys_field_column");

            migrationBuilder.DropColumn(
                name: "property",
                table: "sys_field_column");

            migrationBuilder.DropColumn(
                name: "retired_at",
                table: "sys_field_column");

            migrationBuilder.DropColumn(
                name: "retired_by",
                table: "sys_field_column");

            migrationBuilder.DropColumn(
                name: "retired_seq",
                table: "sys_field_column");

            migrationBuilder.DropColumn(
                name: "type_key",
                table: "sys_field_column");
        }
    }
}
